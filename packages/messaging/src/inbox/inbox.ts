import type { CompiledQuery } from 'kysely';
import type { Received } from '../consumer/handlers.ts';
import type { InboxKey, KeptReply, MessageStore } from '../store/message-store.ts';
import { storedMessageSchema, type StoredMessage } from '../store/stored-message.ts';
import type { SqlTransaction } from '../store/sql.ts';

const repliesSchema = storedMessageSchema.array();

/** The inbox within one transaction. */
export interface OpenInbox {
  readonly store: MessageStore;
  readonly tx: SqlTransaction;
}

/**
 * Claims messages at the start of their transaction and gives those that were not handled before. While
 * another replica handles one, this waits for the end of its transaction: the row's lock decides. The query that the handler
 * begins with may travel with this.
 */
export async function claimInbox(
  { store, tx }: OpenInbox,
  received: readonly Received[],
  next?: () => CompiledQuery | undefined,
): Promise<Received[]> {
  const first = eachOnce(received);
  const rows = first.map(rowOf);
  const fresh = new Set((await store.claim(tx, rows, next)).map(textOf));
  return first.filter((message) => fresh.has(textOf(keyOf(message))));
}

/** Claims messages at the end of their transaction, with the replies to keep; it fails if one was handled before. */
export function claimLast(
  { store, tx }: OpenInbox,
  received: readonly Received[],
  kept: readonly KeptReply[],
): Promise<void> {
  const replies = new Map(kept.map((one) => [textOf(one), one.reply]));
  const rows = received.map(rowOf).map((row) => ({ ...row, reply: replies.get(textOf(row)) }));
  return store.claimLast(tx, rows);
}

/** The first delivery of each message. */
export function eachOnce(received: readonly Received[]): Received[] {
  const byKey = new Map(received.toReversed().map((message) => [textOf(keyOf(message)), message]));
  return received.filter((message) => byKey.get(textOf(keyOf(message))) === message);
}

/** Whether a message was handled before, so that its effect outside the database is skipped. */
export async function isHandled({ store, tx }: OpenInbox, received: Received): Promise<boolean> {
  const rows = await store.find(tx, [keyOf(received)]);
  return rows.length > 0;
}

/** The stored replies to commands that were handled before. */
export async function storedReplies(
  { store, tx }: OpenInbox,
  received: readonly Received[],
): Promise<StoredMessage[]> {
  if (received.length === 0) return [];
  const rows = await store.find(tx, received.map(keyOf));
  return rows.flatMap((row) => repliesSchema.parse(row.reply ?? []));
}

/** The replies to a command as its inbox row keeps them, for an idempotent replay. */
export function keptReply(received: Received, replies: readonly StoredMessage[]): KeptReply {
  return { ...keyOf(received), reply: replies };
}

function textOf({ type, business_id: businessId }: InboxKey): string {
  return `${type} ${businessId}`;
}

function rowOf(received: Received): InboxKey & { readonly message_id: string } {
  return { ...keyOf(received), message_id: received.id };
}

function keyOf(received: Received): InboxKey {
  return { type: received.type, business_id: received.businessId };
}
