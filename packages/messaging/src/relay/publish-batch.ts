import type { PubAck } from '@nats-io/jetstream';
import { RequestError } from '@nats-io/transport-node';
import type pg from 'pg';
import { errorMessage } from '../error-message.ts';
import type { Failpoint } from '../failpoint.ts';
import type { NatsSession } from '../nats/nats-link.ts';

const publishTimeoutMs = 5000;

interface OutboxEntry {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly envelope: string;
  readonly drive: number;
}

/** What a batch is published with. */
export interface PublishRequest {
  readonly client: pg.Client;
  readonly session: NatsSession;
  readonly stream: string;
  readonly batchSize: number;
  readonly failpoint: Failpoint;
}

/** What came of a batch. */
export interface PublishOutcome {
  readonly found: number;
  /** The lowest sequence that was given to one of these messages, though the stream had passed it before. */
  readonly reusedSequence: number | undefined;
  /** Why some were not taken; they are still in the outbox. */
  readonly failure: Error | undefined;
}

const selectBatch = `
SELECT id, type, subject, envelope::text AS envelope, drive
FROM messaging.outbox WHERE published_at IS NULL ORDER BY seq LIMIT $1`;

const markPublished = `
WITH before AS (
  SELECT last_seq FROM messaging.relay_state WHERE stream = $3
), marked AS (
  UPDATE messaging.outbox SET published_at = now(), stream_seq = ack.seq
  FROM unnest($1::uuid[], $2::bigint[]) AS ack(id, seq) WHERE outbox.id = ack.id
), remembered AS (
  UPDATE messaging.relay_state SET last_seq = greatest(last_seq, $4::bigint) WHERE stream = $3
)
SELECT last_seq FROM before`;

/** Publishes the oldest unpublished messages, all at once, and marks those that JetStream acknowledged. */
export async function publishBatch(request: PublishRequest): Promise<PublishOutcome> {
  const { client, session, batchSize, failpoint } = request;
  const { rows } = await client.query<OutboxEntry>({
    name: 'select-batch',
    text: selectBatch,
    values: [batchSize],
  });
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

/** Tells whether nobody listens on the subject: the stream is gone, whatever the client calls it. */
export function isStreamMissing(failure: Error | undefined): boolean {
  return failure?.cause instanceof RequestError && failure.cause.isNoResponders();
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(errorMessage(reason));
}

function publish({ jetStream }: NatsSession, row: OutboxEntry): Promise<PubAck> {
  const msgID = row.drive === 0 ? row.id : `${row.id}:${row.drive}`;
  return jetStream.publish(row.subject, row.envelope, { msgID, timeout: publishTimeoutMs });
}

async function mark(
  { client, stream }: PublishRequest,
  acks: readonly (PubAck & { row: OutboxEntry })[],
): Promise<number | undefined> {
  if (acks.length === 0) return undefined;
  const highest = Math.max(...acks.map((ack) => ack.seq));
  const values = [acks.map((ack) => ack.row.id), acks.map((ack) => ack.seq), stream, highest];
  const { rows } = await client.query<{ last_seq: string }>({
    name: 'mark-published',
    text: markPublished,
    values,
  });
  const before = Number(rows[0]?.last_seq ?? 0);
  const reused = acks.filter((ack) => !ack.duplicate && ack.seq <= before).map((ack) => ack.seq);
  return reused.length > 0 ? Math.min(...reused) : undefined;
}
