import type { PubAck } from '@nats-io/jetstream';
import { RequestError } from '@nats-io/transport-node';
import { errorMessage } from '../error-message.ts';
import type { Failpoint } from '../failpoint/failpoint.ts';
import type { NatsSession } from '../nats/nats-link.ts';
import type { OutboxEntry, RelayStore } from './relay-store.ts';

const publishTimeoutMs = 5000;

/** What a batch is published with. */
export interface PublishRequest {
  readonly store: RelayStore;
  readonly session: Pick<NatsSession, 'jetStream'>;
  readonly stream: string;
  readonly batchSize: number;
  readonly failpoint: Failpoint;
}

/** The outcome of a batch. */
export interface PublishOutcome {
  readonly found: number;
  /** The lowest sequence that one of these messages got although the stream had already been past it. */
  readonly reusedSequence: number | undefined;
  /** Why some were not accepted; they are still in the outbox. */
  readonly failure: Error | undefined;
}

/** Publishes the oldest unpublished messages, all at once, and marks those that JetStream acknowledged. */
export async function publishBatch(request: PublishRequest): Promise<PublishOutcome> {
  const { store, session, batchSize, failpoint } = request;
  const rows = await store.unpublished(batchSize);
  if (rows.length === 0) return { found: 0, reusedSequence: undefined, failure: undefined };
  const results = await Promise.allSettled(rows.map((row) => publish(session, row)));
  const acks = results.flatMap((result, index) => {
    const row = rows[index];
    return row && result.status === 'fulfilled' ? [{ ...result.value, row }] : [];
  });
  for (const { row } of acks) failpoint('after-publish', row.type);
  const reusedSequence = await mark(request, acks);
  const failure = results.flatMap((result) =>
    result.status === 'rejected' ? [asError(result.reason)] : [],
  )[0];
  return { found: rows.length, reusedSequence, failure };
}

/** Whether the subject has no responders: then the stream is missing, whatever error the client reports. */
export function isStreamMissing(failure: Error | undefined): boolean {
  return failure?.cause instanceof RequestError && failure.cause.isNoResponders();
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(errorMessage(reason));
}

function publish({ jetStream }: PublishRequest['session'], row: OutboxEntry): Promise<PubAck> {
  const msgID = row.drive === 0 ? row.id : `${row.id}:${row.drive}`;
  return jetStream.publish(row.subject, row.envelope, { msgID, timeout: publishTimeoutMs });
}

async function mark(
  { store, stream }: PublishRequest,
  acks: readonly (PubAck & { row: OutboxEntry })[],
): Promise<number | undefined> {
  if (acks.length === 0) return undefined;
  const highest = Math.max(...acks.map((ack) => ack.seq));
  const published = acks.map(({ row, seq }) => ({ id: row.id, seq }));
  const before = await store.markPublished(stream, published, highest);
  const reused = acks.filter((ack) => !ack.duplicate && ack.seq <= before).map((ack) => ack.seq);
  return reused.length > 0 ? Math.min(...reused) : undefined;
}
