import type { MessageStore } from './message-store.ts';
import type { OutboxRow } from './outbox/outgoing.ts';

const claim = `
INSERT INTO messaging.inbox (type, business_id, message_id)
SELECT type, business_id, message_id
FROM jsonb_to_recordset($1::jsonb) AS row(type text, business_id text, message_id uuid)
ORDER BY type, business_id
ON CONFLICT DO NOTHING
RETURNING business_id`;

const find = `
SELECT inbox.reply
FROM messaging.inbox
JOIN jsonb_to_recordset($1::jsonb) AS key(type text, business_id text) USING (type, business_id)`;

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

const insertParked = `
INSERT INTO messaging.parked_messages (id, consumer, type, business_id, envelope, reason, attempts)
SELECT id, consumer, type, business_id, envelope, reason, attempts
FROM jsonb_to_record($1::jsonb)
  AS row(id uuid, consumer text, type text, business_id text, envelope jsonb, reason text, attempts int)
ON CONFLICT (consumer, type, business_id) WHERE resolved_at IS NULL DO NOTHING`;

/** What nats-server takes as one message by default is 1 MiB, headers included. */
const maxEnvelopeLength = 900_000;

/** Messages in PostgreSQL, in the tables of `migrations/`. */
export const sqlMessageStore: MessageStore = {
  claim: async (tx, rows) => {
    const claimed = await tx.$queryRawUnsafe<{ business_id: string }[]>(claim, JSON.stringify(rows));
    return claimed.map((row) => row.business_id);
  },
  find: (tx, keys) => tx.$queryRawUnsafe(find, JSON.stringify(keys)),
  write: async (tx, rows, kept) => {
    if (rows.length === 0) return;
    const json = JSON.stringify(rows);
    if (Buffer.byteLength(json) > maxEnvelopeLength) refuseTooLarge(rows);
    if (kept.length === 0) await tx.$executeRawUnsafe(insertOutbox, json);
    else await tx.$executeRawUnsafe(insertOutboxAndKeep, json, JSON.stringify(kept));
  },
  park: async (tx, row) => (await tx.$executeRawUnsafe(insertParked, JSON.stringify(row))) > 0,
};

function refuseTooLarge(rows: readonly OutboxRow[]): void {
  const tooLarge = rows.find(
    ({ envelope }) => Buffer.byteLength(JSON.stringify(envelope)) > maxEnvelopeLength,
  );
  if (tooLarge) throw new RangeError(`${tooLarge.type} of ${tooLarge.key} is too large to be sent`);
}
