import { setTimeout } from 'node:timers/promises';
import { Senders } from './addresses.ts';
import type { FloodJob, FloodResult, Served, SentRequest } from './jobs.ts';

const tickMs = 10;
/** Answers that take longer are waited for no more after the end. */
const patienceMs = 15_000;

interface Seen {
  readonly served: Served[];
  readonly refusedMs: number[];
  readonly failures: string[];
  withoutRetryAfter: number;
}

/** Sends so many requests in a second, however long they take to be answered: those who come do not know of each other. */
export async function flood(job: FloodJob): Promise<FloodResult> {
  const senders = new Senders(job.origin, job.perAddressPerSecond);
  const seen: Seen = { served: [], refusedMs: [], failures: [], withoutRetryAfter: 0 };
  const startedAt = performance.now();
  const open = new Set<Promise<void>>();
  let sent = 0;
  for (let elapsedMs = 0; elapsedMs < job.seconds * 1_000; elapsedMs = performance.now() - startedAt) {
    for (; sent < (elapsedMs / 1_000) * job.perSecond; sent += 1) {
      const request = job.requests[sent % job.requests.length];
      if (request === undefined) continue;
      const answered = send(senders, request, { seen, startedAt }).finally(() => open.delete(answered));
      open.add(answered);
    }
    await setTimeout(tickMs);
  }
  const elapsedMs = performance.now() - startedAt;
  await Promise.race([Promise.all(open), setTimeout(patienceMs)]);
  senders.destroy();
  const { failures, ...rest } = seen;
  return { sent, elapsedMs, ...rest, failed: failures.length + open.size, failures: failures.slice(0, 5) };
}

async function send(
  senders: Senders,
  { method, path, headers, body }: SentRequest,
  { seen, startedAt }: { readonly seen: Seen; readonly startedAt: number },
): Promise<void> {
  const sender = senders.take();
  const sentAt = performance.now();
  try {
    const answer = await sender.client.request({ method, path, headers, body: body ?? null });
    const text = await answer.body.text();
    const ms = performance.now() - sentAt;
    const status = answer.statusCode;
    if (status === 200 && !text.includes('"errors":[')) seen.served.push({ atMs: sentAt - startedAt, ms });
    else if (status !== 429 && status !== 503) seen.failures.push(`${status} ${text.slice(0, 300)}`);
    else {
      seen.refusedMs.push(ms);
      if (answer.headers['retry-after'] === undefined) seen.withoutRetryAfter += 1;
    }
  } catch (error) {
    seen.failures.push(String(error));
  }
  senders.giveBack(sender);
}
