import type { Send } from '@cartwright/messaging';
import { applyFact, type Fact } from '../domain/apply-fact.ts';
import { nextCall, type ProviderCall } from '../domain/next-call.ts';
import { turnAfter } from '../domain/schedule.ts';
import type { Transaction } from '../repository/database.ts';
import type { Dependencies } from './dependencies.ts';

/** A fact about one payment. */
export interface FactToRecord {
  readonly paymentId: string;
  readonly fact: Fact;
  /** What was answered; null when the provider told it by itself. */
  readonly made: ProviderCall | null;
}

/**
 * Applies a fact within a transaction: payment, transactions, receipt and messages.
 * @returns whether there is more to do at once; false for a payment that does not exist
 */
export function recordFact({ repository, now, newId }: Dependencies) {
  const { payments, receipts } = repository;
  return async (tx: Transaction, send: Send, { paymentId, fact, made }: FactToRecord): Promise<boolean> => {
    const found = await payments.lock(tx, paymentId);
    if (found === null) return false;
    const { payment, messages, transactions, issueReceipt } = applyFact(found, fact);
    const { attempts, delayMs, goOn } = turnAfter(nextCall(payment), made, found.attempts);
    const nextAttemptAt = delayMs === null ? null : new Date(now().getTime() + delayMs);
    await payments.save(tx, payment, { attempts, nextAttemptAt });
    const rows = transactions.map((transaction) => ({ ...transaction, id: newId() }));
    await payments.recordTransactions(tx, payment, rows);
    for (const outgoing of messages) send(outgoing);
    if (issueReceipt) await receipts.issue(tx, found);
    return goOn;
  };
}
