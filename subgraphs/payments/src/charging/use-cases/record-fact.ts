import type { Transaction } from '@cartwright/database';
import type { Send } from '@cartwright/messaging';
import type { Tables } from '../../generated/tables.ts';
import { applyFact, type Fact } from '../rules/apply-fact.ts';
import { nextCall, type ProviderCall } from '../rules/next-call.ts';
import type { Payment } from '../rules/payment.ts';
import { turnAfter } from '../rules/schedule.ts';
import type { Dependencies } from './dependencies.ts';

/** A fact about one payment. */
export interface FactToRecord {
  readonly paymentId: string;
  readonly fact: Fact;
  /** The call that it answers; null when the provider reported it without being asked. */
  readonly made: ProviderCall | null;
}

/** The transaction that a fact is recorded in. */
export interface Recording {
  readonly tx: Transaction<Tables>;
  readonly send: Send;
}

/** What recording a fact needs. */
export type RecordDependencies = Pick<
  Dependencies,
  'paymentsWithin' | 'receiptsWithin' | 'sightingsWithin' | 'now' | 'newId'
>;

/**
 * Applies a fact within a transaction: payment, transactions, receipt or credit note, and messages.
 * @returns whether there is more to do at once; false for a payment that does not exist
 */
export async function recordFact(
  dependencies: RecordDependencies,
  { paymentId, fact, made }: FactToRecord,
  { tx, send }: Recording,
): Promise<boolean> {
  const { paymentsWithin, receiptsWithin, now, newId } = dependencies;
  const payments = paymentsWithin(tx);
  const found = await payments.lockPayment(paymentId);
  if (found === undefined) return false;
  const { payment, messages, transactions, issueReceipt } = applyFact(found, fact);
  const { attempts, delayMs, goOn } = turnAfter(nextCall(payment), made, found.attempts);
  const nextAttemptAt = delayMs === null ? null : new Date(now().getTime() + delayMs);
  await payments.savePayment(payment, { attempts, nextAttemptAt });
  const { amountMinor } = payment;
  await payments.recordTransactions(
    transactions.map((transaction) => ({ ...transaction, id: newId(), paymentId, amountMinor })),
  );
  await noteOutcome(dependencies, tx, { before: found, payment });
  for (const outgoing of messages) send(outgoing);
  const receipts = receiptsWithin(tx);
  if (issueReceipt) await receipts.issueReceipt(paymentId);
  const isRefunded = transactions.some(({ kind, state }) => kind === 'REFUND' && state === 'SUCCEEDED');
  if (isRefunded) await receipts.issueCreditNote(paymentId);
  return goOn;
}

/** What the provider declined or took counts for the risk of later payments; what the shop refused does not, or it would go on. */
async function noteOutcome(
  { sightingsWithin }: Pick<Dependencies, 'sightingsWithin'>,
  tx: Transaction<Tables>,
  { before, payment: { id, state, riskDecision } }: { readonly before: Payment; readonly payment: Payment },
): Promise<void> {
  if (before.state === state || riskDecision === 'REFUSE') return;
  if (state === 'DECLINED') await sightingsWithin(tx).noteOutcome(id, 'DECLINED');
  if (state === 'CAPTURED') await sightingsWithin(tx).noteOutcome(id, 'PAID');
}
