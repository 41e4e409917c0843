import type { OutgoingMessage } from '@cartwright/events';
import { stampOf, type Dependencies, type Sender } from '../dependencies.ts';
import type { SqlTransaction } from '../store/sql.ts';
import { outboxRows, toEntries } from './outbox-rows.ts';
import { toStored } from './outgoing.ts';
import type { OutboxRow } from '../store/message-store.ts';
import { type StoredMessage } from '../store/stored-message.ts';

/**
 * Writes a message to the outbox, in the transaction it belongs to; with the trace of what causes it, if not that of all. What is told
 * at most once is told after the commit.
 */
export type Send = (message: OutgoingMessage, traceparent?: string) => void;

/** Options of `transact`. */
export interface TransactOptions {
  /** W3C trace context of the request that causes the messages. */
  readonly traceparent?: string;
  /** The types of the messages whose effects outside the database are done, and are to be recorded: failpoints. */
  readonly effectsOf?: readonly string[];
}

/** Runs effects and writes what they send in one transaction, then wakes the relay. */
export async function transact<Tx extends SqlTransaction, R>(
  dependencies: Dependencies<Tx>,
  work: (tx: Tx, send: Send) => Promise<R>,
  { traceparent, effectsOf = [] }: TransactOptions = {},
): Promise<R> {
  const { database, store, failpoint, wakeRelay, tell } = dependencies;
  for (const type of effectsOf) failpoint('after-effect', type);
  const { result, entries, told } = await database.transaction(async (tx) => {
    const rows: OutboxRow[] = [];
    const told: StoredMessage[] = [];
    const result = await work(tx, (message, ownTrace = traceparent) => {
      const sendable = toSendable(dependencies, message);
      if (isTold(message)) told.push(sendable);
      else rows.push(...outboxRows([sendable], stampOf(dependencies, ownTrace)));
    });
    const written = rows.length > 0 ? await store.write(tx, rows, []) : [];
    return { result, entries: toEntries(rows, written), told };
  });
  for (const { type } of entries) failpoint('after-commit', type);
  if (entries.length > 0) wakeRelay(entries);
  tell(told);
  return result;
}

/** Whether a message is told at most once, and not stored. */
export function isTold({ contract }: OutgoingMessage): boolean {
  return contract.isAtMostOnce === true;
}

/** Evaluates a message's contract. @throws TypeError when the domain's `publishes` lacks it: a configuration fault. */
export function toSendable(
  { domain, publishedTypes, seal }: Sender,
  message: OutgoingMessage,
): StoredMessage {
  const { type, source } = message.contract;
  if (source !== domain || !publishedTypes.has(type)) {
    throw new TypeError(`${domain} sends ${type}, which is not among the messages it publishes`);
  }
  return toStored(message, seal);
}
