import type pg from 'pg';
import type { OutboxEntry, RelayStore, KnownStream } from './relay-store.ts';

// In the columns, `settled_seq` is the ack floor, `drive` counts republications, and `stream_seq` 0 marks a withheld row.

const selectBatch = `
SELECT id, seq::float8 AS seq, type, subject, envelope::text AS envelope, drive
FROM messaging.outbox WHERE published_at IS NULL ORDER BY seq LIMIT $1`;

const markPublished = `
WITH before AS (
  SELECT last_seq FROM messaging.relay_state WHERE stream = $3
), marked AS (
  UPDATE messaging.outbox SET published_at = now(), stream_seq = ack.seq
  FROM unnest($1::uuid[], $2::bigint[]) AS ack(id, seq) WHERE outbox.id = ack.id
), remembered AS (
  UPDATE messaging.relay_state SET last_seq = greatest(last_seq, $4::bigint), published_at = now()
  WHERE stream = $3
)
SELECT last_seq FROM before`;

const readState = `
SELECT stream, stream_created AS created, last_seq::float8 AS "lastSeq", settled_seq::float8 AS "ackFloor", durables
FROM messaging.relay_state WHERE stream = $1`;

const recordAckFloor = `
UPDATE messaging.relay_state SET settled_seq = $3, durables = $4 WHERE stream = $1 AND stream_created = $2`;

const republishAndRecord = `
WITH known AS (
  SELECT stream_created = $2 AS is_same FROM messaging.relay_state WHERE stream = $1
), republished AS (
  UPDATE messaging.outbox SET published_at = NULL, stream_seq = NULL, drive = drive + 1
  WHERE stream_seq > $4 RETURNING 1
), withheld AS (
  UPDATE messaging.outbox SET stream_seq = 0
  WHERE stream_seq BETWEEN 1 AND $4 AND NOT (SELECT is_same FROM known)
), remembered AS (
  INSERT INTO messaging.relay_state AS state (stream, stream_created, last_seq) VALUES ($1, $2, $3)
  ON CONFLICT (stream) DO UPDATE SET stream_created = excluded.stream_created, last_seq = excluded.last_seq,
    settled_seq = CASE WHEN state.stream_created = $2 THEN least(state.settled_seq, $4) ELSE 0 END
)
SELECT count(*)::int AS republished FROM republished`;

const republishWithheld = `
UPDATE messaging.outbox SET published_at = NULL, stream_seq = NULL, drive = drive + 1 WHERE stream_seq = 0`;

const republishBetween = `
UPDATE messaging.outbox SET published_at = NULL, stream_seq = NULL, drive = drive + 1
WHERE stream_seq > $1 AND stream_seq < $2 AND created_at > now() - interval '6 days'`;

/** The outbox in PostgreSQL, over the connection that holds the relay's lock. */
export function createSqlRelayStore(client: pg.Client): RelayStore {
  return {
    unpublished: async (limit) => {
      const query = { name: 'select-batch', text: selectBatch, values: [limit] };
      return (await client.query<OutboxEntry>(query)).rows;
    },
    markPublished: async (stream, published, highest) => {
      const values = [published.map(({ id }) => id), published.map(({ seq }) => seq), stream, highest];
      const query = { name: 'mark-published', text: markPublished, values };
      const { rows } = await client.query<{ last_seq: string }>(query);
      return Number(rows[0]?.last_seq ?? 0);
    },
    knownStream: async (stream) => {
      const { rows } = await client.query<KnownStream>(readState, [stream]);
      return rows[0];
    },
    recordAckFloor: async ({ stream, created, ackFloor, durables }) => {
      await client.query(recordAckFloor, [stream, created, ackFloor, durables]);
    },
    republishAbove: async (keptUpTo, { stream, created, lastSeq }) => {
      const values = [stream, created, lastSeq, keptUpTo];
      const { rows } = await client.query<{ republished: number }>(republishAndRecord, values);
      return rows[0]?.republished ?? 0;
    },
    republishBetween: async (above, below) => {
      await client.query(republishBetween, [above, below]);
    },
    republishWithheld: async () => {
      await client.query(republishWithheld);
    },
  };
}

/** The statements that `npm run check` prepares on the migrated schema. @public */
export const statements = {
  selectBatch,
  markPublished,
  readState,
  recordAckFloor,
  republishAndRecord,
  republishBetween,
  republishWithheld,
};
