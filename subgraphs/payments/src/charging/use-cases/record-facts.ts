import type { Transaction } from '@cartwright/database';
import type { Send } from '@cartwright/messaging';
import type { EndOfPayment } from '../../fraud/door.ts';
import type { Tables } from '../../generated/tables.ts';
import type { PaymentRecord } from '../repository/records.ts';
import { settle, type Learnt, type News, type Settled } from '../rules/settle.ts';
import type { Dependencies } from './dependencies.ts';
import { judge, type Identified } from './judge.ts';

/** What was told of one payment: news of it, or what its method is recognised by. */
export interface Told extends Learnt<
  News | { readonly type: 'identified'; readonly fingerprint: string | null }
> {
  readonly paymentId: string;
}

/** The transaction that facts are recorded in. */
export interface Recording {
  readonly tx: Transaction<Tables>;
  readonly send: Send;
}

/** What recording needs. */
export type RecordDependencies = Pick<
  Dependencies,
  'paymentsWithin' | 'receiptsWithin' | 'sightingsWithin' | 'riskRules' | 'now' | 'newId'
>;

/**
 * Applies what was told of payments within one transaction: payments, transactions, receipts or credit notes, and messages,
 * each with one statement. Of no payment may be told twice.
 * @returns what each has become, aligned; undefined where nothing has changed, or there is no such payment
 */
export async function recordFacts(
  dependencies: RecordDependencies,
  told: readonly Told[],
  { tx, send }: Recording,
): Promise<(Settled | undefined)[]> {
  const found = await dependencies.paymentsWithin(tx).lockPayments(told.map(({ paymentId }) => paymentId));
  const news = await judged(dependencies, { told, found }, tx);
  const now = dependencies.now();
  const settled = told.map(({ paymentId, made }, index) => {
    const payment = found.get(paymentId);
    const learnt = news[index];
    return payment && learnt && settle(payment, { made, news: learnt }, now);
  });
  const changed = settled.filter((one) => one !== undefined);
  await storeSettled(dependencies, changed, tx);
  for (const { messages } of changed) for (const outgoing of messages) send(outgoing);
  return settled;
}

/** Stores what payments have become. Call it last: see `ReceiptBook`. */
export async function storeSettled(
  { paymentsWithin, receiptsWithin, sightingsWithin, newId }: RecordDependencies,
  settled: readonly Settled[],
  tx: Transaction<Tables>,
): Promise<void> {
  const payments = paymentsWithin(tx);
  await payments.savePayments(settled);
  await payments.recordTransactions(
    settled.flatMap(({ payment: { id: paymentId, amountMinor }, transactions }) =>
      transactions.map((transaction) => ({ ...transaction, id: newId(), paymentId, amountMinor })),
    ),
  );
  await sightingsWithin(tx).noteOutcomes(settled.flatMap(endOf));
  const receipts = receiptsWithin(tx);
  await receipts.issueReceipts(idsOf(settled.filter(({ issueReceipt }) => issueReceipt)));
  await receipts.issueCreditNotes(idsOf(settled.filter(isRefunded)));
}

interface Judging {
  readonly told: readonly Told[];
  readonly found: ReadonlyMap<string, PaymentRecord>;
}

/** The news, aligned; where a method was identified, what is thought of the payment's risk. */
async function judged(
  dependencies: RecordDependencies,
  { told, found }: Judging,
  tx: Transaction<Tables>,
): Promise<(News | undefined)[]> {
  const identified = new Map<Told, Identified>();
  for (const one of told) {
    const payment = found.get(one.paymentId);
    if (payment !== undefined && one.news.type === 'identified')
      identified.set(one, { payment, fingerprint: one.news.fingerprint });
  }
  const facts = await judge(dependencies, [...identified.values()], tx);
  const factOf = new Map([...identified.keys()].map((one, index) => [one, facts[index]]));
  return told.map((one) => (one.news.type === 'identified' ? factOf.get(one) : one.news));
}

/** What the provider declined or took counts for the risk of later payments; what the shop refused does not, or it would go on. */
function endOf({ before, payment: { id: paymentId, state, riskDecision } }: Settled): EndOfPayment[] {
  if (before.state === state || riskDecision === 'REFUSE') return [];
  if (state === 'DECLINED') return [{ paymentId, outcome: 'DECLINED' }];
  return state === 'CAPTURED' ? [{ paymentId, outcome: 'PAID' }] : [];
}

function isRefunded({ transactions }: Settled): boolean {
  return transactions.some(({ kind, state }) => kind === 'REFUND' && state === 'SUCCEEDED');
}

function idsOf(settled: readonly Settled[]): string[] {
  return settled.map(({ payment }) => payment.id);
}
