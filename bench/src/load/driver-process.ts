import { runCheckouts } from './checkouts.ts';
import type { CheckoutJob, RepeatJob, Reply } from './jobs.ts';
import { repeat } from './repeat.ts';

async function run(job: RepeatJob | CheckoutJob): Promise<unknown> {
  switch (job.kind) {
    case 'repeat':
      return repeat(job);
    case 'checkouts':
      return runCheckouts(job);
  }
}

async function answer(job: RepeatJob | CheckoutJob): Promise<Reply> {
  try {
    return { result: await run(job) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

process.on(
  'message',
  (job: RepeatJob | CheckoutJob) => void answer(job).then((reply) => process.send?.(reply)),
);
process.on('disconnect', () => process.exit());
