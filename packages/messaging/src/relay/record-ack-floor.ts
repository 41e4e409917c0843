import { streamOf, type Domain } from '@cartwright/events';
import type { ConsumerInfo, JetStreamManager, StreamInfo } from '@nats-io/jetstream';
import type { NatsSession } from '../nats/nats-link.ts';
import { durablesOf } from './durables-of.ts';
import type { KnownStream, RelayStore } from './relay-store.ts';
import type { RelayWork } from './relay-work.ts';

/** What recording the ack floor needs. */
export interface AckFloorContext extends Pick<RelayWork, 'ownDurables'> {
  readonly domain: Domain;
  readonly store: RelayStore;
  readonly session: Pick<NatsSession, 'manager'>;
}

/** A stream as it was found, before its consumers are looked at, and as PostgreSQL remembers it. */
export interface SeenStream {
  readonly info: Pick<StreamInfo, 'created' | 'state'>;
  readonly known: KnownStream;
}

/**
 * Records the ack floor of the stream: the sequence up to which all its durable consumers have acknowledged. What lies
 * below needs no republication when the stream is lost. A known consumer that is missing blocks the floor, since it may
 * have missed anything. A new consumer makes the relay republish what was withheld after a loss, since it has none of it.
 * What the stream has dropped above the floor, because somebody purged it, is republished too. A durable of the domain's own
 * that it no longer reads by is deleted: nothing would ever move its floor.
 * @returns the floor that is recorded of all its consumers; undefined when it could not be told
 */
export async function recordAckFloor(
  { domain, store, session: { manager }, ownDurables }: AckFloorContext,
  { info, known: recorded }: SeenStream,
): Promise<number | undefined> {
  if (info.created !== recorded.created) return undefined;
  const stream = streamOf(domain);
  const { state } = info;
  const known = await republishDropped(store, recorded, state);
  const isLeft = (name: string): boolean =>
    ownDurables !== undefined && name.startsWith(`${domain}-`) && !ownDurables().includes(name);
  const found = await durablesOf(manager, stream);
  for (const { name } of found) if (isLeft(name)) await manager.consumers.delete(stream, name);
  const consumers = found.filter(({ name }) => !isLeft(name));
  const names = new Set(consumers.map(({ name }) => name));
  const isMissing = (name: string): boolean => !names.has(name) && !isLeft(name);
  if (known.durables.some(isMissing)) return undefined;
  const hasNewConsumer = [...names].some((name) => !known.durables.includes(name));
  if (hasNewConsumer) await store.republishWithheld();
  // The stream was looked at before them, so that one without a backlog has acknowledged at least this far.
  const ackFloor = Math.min(...consumers.map((consumer) => ackFloorOf(consumer, state.last_seq)));
  if (!Number.isFinite(ackFloor)) return undefined;
  if (ackFloor > known.ackFloor && (await hasChanged(manager, stream, info))) return undefined;
  if (ackFloor !== known.ackFloor || hasNewConsumer)
    await store.recordAckFloor({ ...known, ackFloor, durables: [...names] });
  return ackFloor;
}

/** What is below the stream's first message was handled, or is on its way again: it gives the new floor. */
async function republishDropped(
  store: RelayStore,
  known: KnownStream,
  { first_seq: firstSeq }: StreamInfo['state'],
): Promise<KnownStream> {
  if (!(firstSeq - 1 > known.ackFloor)) return known;
  await store.republishBetween(known.ackFloor, firstSeq);
  const raised = { ...known, ackFloor: firstSeq - 1 };
  await store.recordAckFloor(raised);
  return raised;
}

/** Whether the stream has dropped messages meanwhile, or is another one: then an empty backlog does not say that they were handled. */
async function hasChanged(
  manager: JetStreamManager,
  stream: string,
  before: SeenStream['info'],
): Promise<boolean> {
  const { created, state } = await manager.streams.info(stream);
  return created !== before.created || state.first_seq !== before.state.first_seq;
}

/** JetStream's floor stays at the last message that passed the consumer's filter; without a backlog it is the stream's end. */
function ackFloorOf(
  { ack_floor: floor, num_pending, num_ack_pending }: ConsumerInfo,
  lastSeq: number,
): number {
  return num_pending === 0 && num_ack_pending === 0 ? lastSeq : floor.stream_seq;
}
