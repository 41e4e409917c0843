import type { SqlTransaction } from '../sql.ts';
import type { OutboxRow } from './outgoing.ts';

const insertOutbox = `
INSERT INTO messaging.outbox (id, type, subject, key, business_id, envelope, traceparent)
SELECT id, type, subject, key, business_id, envelope, traceparent
FROM jsonb_to_recordset($1::jsonb)
  AS row(id uuid, type text, subject text, key text, business_id text, envelope jsonb, traceparent text)`;

/** Writes all messages of a transaction in one statement. */
export async function writeOutbox(tx: SqlTransaction, rows: readonly OutboxRow[]): Promise<void> {
  if (rows.length > 0) await tx.$executeRawUnsafe(insertOutbox, JSON.stringify(rows));
}
