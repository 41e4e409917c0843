import { randomUUID } from 'node:crypto';
import { Senders } from './addresses.ts';
import type { RepeatJob, RepeatResult, SentRequest } from './jobs.ts';

/** Kept from one job to the next, so that connections are open when it is measured. */
const senders = new Map<string, Senders>();

function sendersFor({ origin, perAddressPerSecond }: RepeatJob): Senders {
  const key = `${origin} ${perAddressPerSecond}`;
  const found = senders.get(key) ?? new Senders(origin, perAddressPerSecond);
  senders.set(key, found);
  return found;
}

/** Sends requests from so many clients at once, each the next one as soon as it is answered. */
export async function repeat(job: RepeatJob): Promise<RepeatResult> {
  const pool = sendersFor(job);
  const startedAt = performance.now();
  const seen: { ms: number[]; failures: string[]; bytes: number } = { ms: [], failures: [], bytes: 0 };
  let sent = 0;
  const client = async (): Promise<void> => {
    while (performance.now() - startedAt < job.seconds * 1_000) {
      const request = job.requests[sent++ % job.requests.length];
      if (request !== undefined) await sendOne(pool, request, seen);
    }
  };
  await Promise.all(Array.from({ length: job.clients }, client));
  return {
    answered: seen.ms.length,
    failures: seen.failures.slice(0, 5),
    elapsedMs: performance.now() - startedAt,
    ms: seen.ms,
    bytes: seen.bytes,
  };
}

const newId = (): string => randomUUID();

async function sendOne(
  pool: Senders,
  { method, path, headers, body }: SentRequest,
  seen: { ms: number[]; failures: string[]; bytes: number },
): Promise<void> {
  const sender = pool.take();
  const startedAt = performance.now();
  try {
    const answer = await sender.client.request({
      method,
      path,
      headers,
      body: body?.replace('{{new}}', newId) ?? null,
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 200 || text.includes('"errors":['))
      seen.failures.push(`${answer.statusCode} ${text.slice(0, 300)}`);
    seen.ms.push(performance.now() - startedAt);
    seen.bytes = text.length;
  } catch (error) {
    seen.failures.push(String(error));
  }
  pool.giveBack(sender);
}
