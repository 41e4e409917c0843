import type { OutgoingMessage } from '@cartwright/events';
import { stampOf, type Dependencies, type Sender } from '../dependencies.ts';
import { retryTransaction } from '../retry-transaction.ts';
import type { SqlTransaction, SqlTransactionOptions } from '../sql.ts';
import { outboxRows } from './outbox-rows.ts';
import { toStored, type StoredMessage } from './outgoing.ts';

/** Puts a message into the outbox of the transaction that it is part of. */
export type Send = (message: OutgoingMessage) => void;

/** What `transact` may be told. */
export interface TransactOptions extends SqlTransactionOptions {
  /** W3C trace context of the request that causes the messages. */
  readonly traceparent?: string;
}

/** Runs effects and writes what they send in one transaction, then wakes the relay. */
export async function transact<Tx extends SqlTransaction, R>(
  dependencies: Dependencies<Tx>,
  work: (tx: Tx, send: Send) => Promise<R>,
  { traceparent, ...limits }: TransactOptions = {},
): Promise<R> {
  const { database, store, timing, failpoint, wakeRelay } = dependencies;
  const { result, sent } = await retryTransaction(timing, () =>
    database.$transaction(async (tx) => {
      const sent: StoredMessage[] = [];
      const result = await work(tx, (message) => sent.push(storedToSend(dependencies, message)));
      const rows = outboxRows(sent, stampOf(dependencies, traceparent));
      if (rows.length > 0) await store.write(tx, rows, []);
      return { result, sent };
    }, limits),
  );
  for (const { type } of sent) failpoint('after-commit', type);
  if (sent.length > 0) wakeRelay();
  return result;
}

/** @throws TypeError when the domain's list of published messages lacks this one: a fault of its composition. */
export function storedToSend({ domain, publishedTypes }: Sender, message: OutgoingMessage): StoredMessage {
  const { type, source } = message.contract;
  if (source !== domain || !publishedTypes.has(type)) {
    throw new TypeError(`${domain} sends ${type}, which is not among the messages it says it publishes`);
  }
  return toStored(message);
}
