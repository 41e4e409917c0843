import { changeLater, isUniqueViolation, ofFew } from '@cartwright/database';
import { CompiledQuery } from 'kysely';
import type { MessageStore, Written } from './message-store.ts';
import { maxEnvelopeBytes, refuseTooLarge } from './refuse-too-large.ts';
import { execute, query, queryCarrying, queryLast } from './sql.ts';

const claim = `
INSERT INTO messaging.inbox (type, business_id, message_id)
SELECT type, business_id, message_id
FROM jsonb_to_recordset($1::jsonb) AS row(type text, business_id text, message_id uuid)
ORDER BY type, business_id
ON CONFLICT DO NOTHING
RETURNING type, business_id AS "businessId"`;

const claimLast = `
INSERT INTO messaging.inbox (type, business_id, message_id, reply)
SELECT type, business_id, message_id, reply
FROM jsonb_to_recordset($1::jsonb) AS row(type text, business_id text, message_id uuid, reply jsonb)
ORDER BY type, business_id`;

const find = `
SELECT inbox.reply
FROM messaging.inbox
JOIN (SELECT * FROM jsonb_to_recordset($1::jsonb) AS key(type text, business_id text) ${ofFew}) AS key
  USING (type, business_id)`;

const insertOutbox = `
INSERT INTO messaging.outbox (id, type, subject, key, business_id, envelope, traceparent)
SELECT id, type, subject, key, business_id, envelope, traceparent
FROM jsonb_to_recordset($1::jsonb)
  AS row(id uuid, type text, subject text, key text, business_id text, envelope jsonb, traceparent text)
RETURNING id, seq::float8 AS seq`;

const insertOutboxAndKeep = `
WITH sent AS (${insertOutbox}
), kept AS (
  UPDATE messaging.inbox SET reply = answer.reply
  FROM (
    SELECT * FROM jsonb_to_recordset($2::jsonb) AS answer(type text, business_id text, reply jsonb) ${ofFew}
  ) AS answer
  WHERE inbox.type = answer.type AND inbox.business_id = answer.business_id
)
SELECT id, seq FROM sent`;

const insertParked = `
INSERT INTO messaging.parked_messages (id, consumer, type, business_id, envelope, reason, attempts)
SELECT id, consumer, type, business_id, envelope, reason, attempts
FROM jsonb_to_record($1::jsonb)
  AS row(id uuid, consumer text, type text, business_id text, envelope jsonb, reason text, attempts int)
ON CONFLICT (consumer, type, business_id) WHERE resolved_at IS NULL DO NOTHING`;

/** Messages in PostgreSQL, in the tables of `migrations/`. */
export const sqlMessageStore: MessageStore = {
  claim: async (tx, rows, next) => {
    const claiming = CompiledQuery.raw(claim, [JSON.stringify(rows)]);
    const claimed = await queryCarrying<{ type: string; businessId: string }>(tx, claiming, next?.());
    return claimed.map(({ type, businessId }) => ({ type, business_id: businessId }));
  },
  claimLast: (tx, rows) => changeLater(tx, CompiledQuery.raw(claimLast, [JSON.stringify(rows)])),
  isClaimed: (error) => isUniqueViolation(error, 'inbox_pkey'),
  find: (tx, keys) => query(tx, find, JSON.stringify(keys)),
  write: async (tx, rows, kept) => {
    const json = JSON.stringify(rows);
    if (Buffer.byteLength(json) > maxEnvelopeBytes) refuseTooLarge(rows);
    return kept.length === 0
      ? queryLast<Written>(tx, insertOutbox, json)
      : queryLast<Written>(tx, insertOutboxAndKeep, json, JSON.stringify(kept));
  },
  park: async (tx, row) => (await execute(tx, insertParked, JSON.stringify(row))) > 0,
};

/** The statements that `npm run check` prepares on the migrated schema. @public */
export const statements = { claim, claimLast, find, insertOutbox, insertOutboxAndKeep, insertParked };
