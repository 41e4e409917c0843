import { runCheckouts } from './checkouts.ts';
import { flood } from './flood.ts';
import { hold, release, untilEvents } from './held-sockets.ts';
import type { Job, Reply } from './jobs.ts';
import { runPeerCheckouts } from './peer-checkouts.ts';
import { repeat } from './repeat.ts';
import { shop } from './shop.ts';

async function run(job: Job): Promise<unknown> {
  switch (job.kind) {
    case 'repeat':
      return repeat(job);
    case 'flood':
      return flood(job);
    case 'shop':
      return shop(job);
    case 'checkouts':
      return runCheckouts(job);
    case 'peer':
      return runPeerCheckouts(job);
    case 'hold':
      return hold(job);
    case 'events':
      return untilEvents(job);
    case 'release':
      return release();
  }
}

async function answer(job: Job): Promise<Reply> {
  try {
    return { result: await run(job) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

process.on('message', (job: Job) => void answer(job).then((reply) => process.send?.(reply)));
process.on('disconnect', () => process.exit());
