import type pg from 'pg';

const batchSize = 2000;

const deletePublished = `
DELETE FROM messaging.outbox WHERE id IN (
  SELECT id FROM messaging.outbox
  WHERE created_at < now() - interval '48 hours' AND published_at < now() - interval '48 hours'
    AND (coalesce(stream_seq, 0) <= (SELECT max(settled_seq) FROM messaging.relay_state)
      OR published_at < now() - interval '7 days')
  LIMIT $1)`;

const deleteProcessed = `
DELETE FROM messaging.inbox WHERE (type, business_id) IN (
  SELECT type, business_id FROM messaging.inbox
  WHERE processed_at < now() - interval '14 days'
  LIMIT $1)`;

const deleteResolved = `
DELETE FROM messaging.parked_messages WHERE id IN (
  SELECT id FROM messaging.parked_messages
  WHERE resolved_at < now() - interval '14 days'
  LIMIT $1)`;

/**
 * Deletes, in small batches, what no repair needs any more: outbox rows 48 hours after they were published, or 7 days (as
 * long as a stream keeps its messages) where a consumer has not acknowledged them; inbox rows after 14 days, and so parked
 * messages, with all that is in them, after staff have replayed or discarded them.
 */
export async function deleteExpired(client: pg.Client): Promise<void> {
  for (const statement of [deletePublished, deleteProcessed, deleteResolved]) {
    let deleted: number | null;
    do {
      ({ rowCount: deleted } = await client.query(statement, [batchSize]));
    } while (deleted !== null && deleted >= batchSize);
  }
}

/** The statements that `npm run check` prepares on the migrated schema. @public */
export const statements = { deletePublished, deleteProcessed, deleteResolved };
