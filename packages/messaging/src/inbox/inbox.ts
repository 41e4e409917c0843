import type { Received } from '../consumer/handlers.ts';
import { storedMessageSchema, type StoredMessage } from '../outbox/outgoing.ts';
import type { SqlTransaction } from '../sql.ts';

interface InboxKey {
  readonly type: string;
  readonly business_id: string;
}

/** An inbox row's key and what it keeps. */
export interface KeptReply extends InboxKey {
  readonly reply: readonly StoredMessage[];
}

const claim = `
INSERT INTO messaging.inbox (type, business_id, message_id)
SELECT type, business_id, message_id
FROM jsonb_to_recordset($1::jsonb) AS row(type text, business_id text, message_id uuid)
ORDER BY type, business_id
ON CONFLICT DO NOTHING
RETURNING business_id`;

const keysOf = `jsonb_to_recordset($1::jsonb) AS key(type text, business_id text)`;

const find = `
SELECT inbox.business_id, inbox.reply
FROM messaging.inbox JOIN ${keysOf} USING (type, business_id)`;

/**
 * Claims messages of one type at the start of their transaction and gives those that nobody handled before. Where
 * another replica is just handling one, this waits for the end of its transaction: the row's lock decides.
 */
export async function claimInbox(tx: SqlTransaction, received: readonly Received[]): Promise<Received[]> {
  const first = new Map(received.toReversed().map((message) => [message.businessId, message]));
  const rows = [...first.values()].map((message) => ({ ...keyOf(message), message_id: message.id }));
  const claimed = await tx.$queryRawUnsafe<InboxKey[]>(claim, JSON.stringify(rows));
  const fresh = new Set(claimed.map((row) => row.business_id));
  return received.filter(
    (message) => fresh.has(message.businessId) && first.get(message.businessId) === message,
  );
}

/** Tells whether a message was handled before: spares its outside effect. */
export async function isHandled(database: SqlTransaction, received: Received): Promise<boolean> {
  const rows = await database.$queryRawUnsafe<unknown[]>(find, JSON.stringify([keyOf(received)]));
  return rows.length > 0;
}

/** What was answered to messages that were handled before. */
export async function storedReplies(
  tx: SqlTransaction,
  received: readonly Received[],
): Promise<StoredMessage[]> {
  if (received.length === 0) return [];
  const rows = await tx.$queryRawUnsafe<{ reply: unknown }[]>(find, JSON.stringify(received.map(keyOf)));
  return rows.flatMap((row) => storedMessageSchema.array().parse(row.reply ?? []));
}

/** What an inbox row keeps of the answer to a command, for the day when the same command comes again. */
export function keptReply(received: Received, replies: readonly StoredMessage[]): KeptReply {
  return { ...keyOf(received), reply: replies };
}

function keyOf(received: Received): InboxKey {
  return { type: received.type, business_id: received.businessId };
}
