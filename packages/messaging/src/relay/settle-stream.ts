import { streamOf, type Domain } from '@cartwright/events';
import type { ConsumerInfo } from '@nats-io/jetstream';
import type { NatsSession } from '../nats/nats-link.ts';
import { durablesOf } from './durables-of.ts';
import type { RelayStore } from './relay-store.ts';

/** What it takes to learn how far a stream is settled. */
export interface Settling {
  readonly domain: Domain;
  readonly store: RelayStore;
  readonly session: Pick<NatsSession, 'manager'>;
}

/**
 * Remembers up to where all consumers of the stream have acknowledged: that much is handled for good, and need not be
 * published again when the stream is lost. A consumer that was there once and is not there now holds it up: it may have
 * missed anything. One that was never there before is told what was held back after a loss, since it has none of it.
 */
export async function settleStream({ domain, store, session: { manager } }: Settling): Promise<void> {
  const stream = streamOf(domain);
  const known = await store.knownStream(stream);
  if (known === undefined) return;
  // Before the consumers: what they have nothing left of then, reaches at least as far.
  const { created, state } = await manager.streams.info(stream);
  const consumers = await durablesOf(manager, stream);
  const names = new Set(consumers.map(({ name }) => name));
  if (created !== known.created || !known.durables.every((name) => names.has(name))) return;
  const hasNewcomer = [...names].some((name) => !known.durables.includes(name));
  if (hasNewcomer) await store.redriveHeldBack();
  const settled = Math.min(...consumers.map((consumer) => settledBy(consumer, state.last_seq)));
  if (!Number.isFinite(settled)) return;
  if (settled !== known.settledSeq || hasNewcomer)
    await store.settle({ ...known, settledSeq: settled, durables: [...names] });
}

/** A consumer that wants little of a stream acknowledges little of it: with nothing left to do, it is through with it all. */
function settledBy(
  { ack_floor: floor, num_pending, num_ack_pending }: ConsumerInfo,
  lastSeq: number,
): number {
  return num_pending === 0 && num_ack_pending === 0 ? lastSeq : floor.stream_seq;
}
