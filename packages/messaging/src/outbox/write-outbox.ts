import type { SqlTransaction } from '../sql.ts';
import type { KeptReply } from '../inbox/inbox.ts';
import type { OutboxRow } from './outgoing.ts';

const insertOutbox = `
INSERT INTO messaging.outbox (id, type, subject, key, business_id, envelope, traceparent)
SELECT id, type, subject, key, business_id, envelope, traceparent
FROM jsonb_to_recordset($1::jsonb)
  AS row(id uuid, type text, subject text, key text, business_id text, envelope jsonb, traceparent text)`;

const insertOutboxAndKeep = `
WITH sent AS (${insertOutbox})
UPDATE messaging.inbox SET reply = answer.reply
FROM jsonb_to_recordset($2::jsonb) AS answer(type text, business_id text, reply jsonb)
WHERE inbox.type = answer.type AND inbox.business_id = answer.business_id`;

/** What nats-server takes as one message by default is 1 MiB, headers included. */
const maxEnvelopeLength = 900_000;

/**
 * Writes all messages of a transaction, and what the inbox keeps of them, in one statement.
 * @throws RangeError when one is too large for NATS: it would stand in the relay's way for good.
 */
export async function writeOutbox(
  tx: SqlTransaction,
  rows: readonly OutboxRow[],
  kept: readonly KeptReply[] = [],
): Promise<void> {
  if (rows.length === 0) return;
  const json = JSON.stringify(rows);
  const tooLarge = Buffer.byteLength(json) > maxEnvelopeLength ? rows.find(isTooLarge) : undefined;
  if (tooLarge) throw new RangeError(`${tooLarge.type} of ${tooLarge.key} is too large to be sent`);
  if (kept.length === 0) await tx.$executeRawUnsafe(insertOutbox, json);
  else await tx.$executeRawUnsafe(insertOutboxAndKeep, json, JSON.stringify(kept));
}

function isTooLarge({ envelope }: OutboxRow): boolean {
  return Buffer.byteLength(JSON.stringify(envelope)) > maxEnvelopeLength;
}
