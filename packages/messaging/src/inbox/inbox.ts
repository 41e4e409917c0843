import type { Received } from '../consumer/handlers.ts';
import type { InboxKey, MessageStore } from '../message-store.ts';
import { storedMessageSchema, type StoredMessage } from '../outbox/outgoing.ts';
import type { SqlTransaction } from '../sql.ts';

const repliesSchema = storedMessageSchema.array();

/** An inbox row's key and what it keeps. */
export interface KeptReply extends InboxKey {
  readonly reply: readonly StoredMessage[];
}

/** An inbox as it is used: the store, and the transaction in which it is asked. */
export interface OpenInbox {
  readonly store: MessageStore;
  readonly tx: SqlTransaction;
}

/**
 * Claims messages of one type at the start of their transaction and gives those that nobody handled before. Where
 * another replica is just handling one, this waits for the end of its transaction: the row's lock decides.
 */
export async function claimInbox(
  { store, tx }: OpenInbox,
  received: readonly Received[],
): Promise<Received[]> {
  const first = new Map(received.toReversed().map((message) => [message.businessId, message]));
  const rows = [...first.values()].map((message) => ({ ...keyOf(message), message_id: message.id }));
  const fresh = new Set(await store.claim(tx, rows));
  return received.filter(
    (message) => fresh.has(message.businessId) && first.get(message.businessId) === message,
  );
}

/** Tells whether a message was handled before: spares its outside effect. */
export async function isHandled({ store, tx }: OpenInbox, received: Received): Promise<boolean> {
  const rows = await store.find(tx, [keyOf(received)]);
  return rows.length > 0;
}

/** What was answered to messages that were handled before. */
export async function storedReplies(
  { store, tx }: OpenInbox,
  received: readonly Received[],
): Promise<StoredMessage[]> {
  if (received.length === 0) return [];
  const rows = await store.find(tx, received.map(keyOf));
  return rows.flatMap((row) => repliesSchema.parse(row.reply ?? []));
}

/** What an inbox row keeps of the answer to a command, for the day when the same command comes again. */
export function keptReply(received: Received, replies: readonly StoredMessage[]): KeptReply {
  return { ...keyOf(received), reply: replies };
}

function keyOf(received: Received): InboxKey {
  return { type: received.type, business_id: received.businessId };
}
