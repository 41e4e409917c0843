import { streamOf, type Domain } from '@cartwright/events';
import type { ConsumerInfo } from '@nats-io/jetstream';
import type { NatsSession } from '../nats/nats-link.ts';
import { durablesOf } from './durables-of.ts';
import type { RelayStore } from './relay-store.ts';

/** What recording the ack floor needs. */
export interface AckFloorContext {
  readonly domain: Domain;
  readonly store: RelayStore;
  readonly session: Pick<NatsSession, 'manager'>;
}

/**
 * Records the ack floor of the stream: the sequence up to which all its durable consumers have acknowledged. What lies
 * below needs no republication when the stream is lost. A known consumer that is missing blocks the floor, since it may
 * have missed anything. A new consumer makes the relay republish what was withheld after a loss, since it has none of it.
 */
export async function recordAckFloor({
  domain,
  store,
  session: { manager },
}: AckFloorContext): Promise<void> {
  const stream = streamOf(domain);
  const known = await store.knownStream(stream);
  if (known === undefined) return;
  // Read before the consumers, so that one without a backlog has acknowledged at least this far.
  const { created, state } = await manager.streams.info(stream);
  const consumers = await durablesOf(manager, stream);
  const names = new Set(consumers.map(({ name }) => name));
  if (created !== known.created || !known.durables.every((name) => names.has(name))) return;
  const hasNewConsumer = [...names].some((name) => !known.durables.includes(name));
  if (hasNewConsumer) await store.republishWithheld();
  const ackFloor = Math.min(...consumers.map((consumer) => ackFloorOf(consumer, state.last_seq)));
  if (!Number.isFinite(ackFloor)) return;
  if (ackFloor !== known.ackFloor || hasNewConsumer)
    await store.recordAckFloor({ ...known, ackFloor, durables: [...names] });
}

/** JetStream's floor stays at the last message that passed the consumer's filter; without a backlog it is the stream's end. */
function ackFloorOf(
  { ack_floor: floor, num_pending, num_ack_pending }: ConsumerInfo,
  lastSeq: number,
): number {
  return num_pending === 0 && num_ack_pending === 0 ? lastSeq : floor.stream_seq;
}
