import { streamOf } from '@cartwright/events';
import type { RelayWork } from './relay-work.ts';

/**
 * Removes from the stream what all its consumers have acknowledged, because JetStream may store no more. Nobody waits for
 * that: what a consumer needs that appears later is in the outbox, as after the loss of the stream.
 */
export async function makeRoom({ domain, store, session, logger }: RelayWork): Promise<void> {
  const stream = streamOf(domain);
  const known = await store.knownStream(stream);
  if (known === undefined || known.ackFloor === 0) return;
  const { purged } = await session.manager.streams.purge(stream, { seq: known.ackFloor + 1 });
  if (purged > 0) logger.warn({ purged }, 'JetStream is full: what all consumers have handled is removed');
}
