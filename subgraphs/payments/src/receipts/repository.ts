import {
  anyOf,
  insertRows,
  type Statements,
  type StatementSample,
  type Transaction,
  withColumns,
} from '@cartwright/database';
import { type Selectable } from 'kysely';
import type { Tables } from '../generated/tables.ts';

/** A receipt, with the customer whom it may be shown to, and the credit note where all of it was given back. */
export type ReceiptRecord = Selectable<Tables['receipts']> & {
  readonly customerId: string;
  readonly guestId: string | null;
  readonly creditNoteNumber: number | null;
  readonly creditNoteIssuedAt: Date | null;
};

/** What a receipt takes over from its payment under the same name. */
const copied = [
  'orderId',
  'orderNumber',
  'amountMinor',
  'taxMinor',
  'currency',
  'methodToken',
  'email',
] as const;

/** The receipts of payments. */
export function findByPaymentIds(
  db: Statements<Tables>,
  paymentIds: readonly string[],
): Promise<ReceiptRecord[]> {
  return receipts(db).where('r.paymentId', '=', anyOf(paymentIds)).execute();
}

/** The receipts of orders; of an order that was paid more than once, the latest is the last. */
export function findByOrderIds(
  db: Statements<Tables>,
  orderIds: readonly string[],
): Promise<ReceiptRecord[]> {
  return receipts(db).where('r.orderId', '=', anyOf(orderIds)).orderBy('r.number').execute();
}

function receipts(db: Statements<Tables>) {
  return db
    .selectFrom('receipts as r')
    .innerJoin('payments as p', 'p.id', 'r.paymentId')
    .leftJoin('creditNotes as c', 'c.paymentId', 'r.paymentId')
    .selectAll('r')
    .select([
      'p.customerId',
      'p.guestId',
      'c.number as creditNoteNumber',
      'c.issuedAt as creditNoteIssuedAt',
    ]);
}

/** Issues the next number to a payment. The counter's lock puts all receipts in line until the transaction ends. */
export async function issueReceipt(tx: Transaction<Tables>, paymentId: string): Promise<void> {
  const numbered = tx.with('counter', (db) =>
    db
      .updateTable('documentCounters')
      .where('series', '=', 'RECEIPT')
      .set((eb) => ({ lastNumber: eb('lastNumber', '+', 1) }))
      .returning('lastNumber'),
  );
  await withColumns(numbered.insertInto('receipts'), ['paymentId', 'number', ...copied])
    .expression((eb) =>
      eb
        .selectFrom(['payments', 'counter'])
        .select(['payments.id', 'lastNumber', ...copied])
        .where('payments.id', '=', paymentId),
    )
    .execute();
}

/**
 * Issues the next credit note to a payment that was given back; to one that never had a receipt, none. The counter's lock
 * puts all credit notes in line until the transaction ends.
 */
export async function issueCreditNote(tx: Transaction<Tables>, paymentId: string): Promise<void> {
  const numbered = tx.with('counter', (db) =>
    db
      .updateTable('documentCounters')
      .where('series', '=', 'CREDIT_NOTE')
      .where((eb) => eb.exists(eb.selectFrom('receipts').select('number').where('paymentId', '=', paymentId)))
      .set((eb) => ({ lastNumber: eb('lastNumber', '+', 1) }))
      .returning('lastNumber'),
  );
  await withColumns(numbered.insertInto('creditNotes'), ['paymentId', 'number', 'issuedAt'])
    .expression((eb) =>
      eb
        .selectFrom(['payments', 'counter'])
        .select(['payments.id', 'lastNumber', 'payments.updatedAt'])
        .where('payments.id', '=', paymentId),
    )
    .execute();
}

/** Issues credit notes, in the order in which they were given back, to those refunded payments that have none. */
export async function issueMissingCreditNotes(
  tx: Transaction<Tables>,
  paymentIds: readonly string[],
): Promise<void> {
  const missing = await tx
    .selectFrom('payments')
    .select('id')
    .where('id', '=', anyOf(paymentIds))
    .where('state', '=', 'REFUNDED')
    .where('id', 'not in', (eb) => eb.selectFrom('creditNotes').select('paymentId'))
    .orderBy('updatedAt')
    .orderBy('id')
    .execute();
  for (const { id } of missing) await issueCreditNote(tx, id);
}

/** Issues receipts, in the order of the payments, to those among captured and refunded payments that have none. */
export async function issueMissingReceipts(
  tx: Transaction<Tables>,
  paymentIds: readonly string[],
): Promise<void> {
  // Locked first, so that numbers stay without gaps beside a store that runs.
  const counter = tx
    .selectFrom('documentCounters')
    .select('lastNumber')
    .where('series', '=', 'RECEIPT')
    .forUpdate();
  const { lastNumber } = await counter.executeTakeFirstOrThrow();
  const missing = await tx
    .selectFrom('payments')
    .select(['id as paymentId', 'createdAt as issuedAt', ...copied])
    .where('id', '=', anyOf(paymentIds))
    .where('state', 'in', ['CAPTURED', 'REFUNDED'])
    .where('id', 'not in', (eb) => eb.selectFrom('receipts').select('paymentId'))
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
  const [first, ...others] = missing.map((one, index) => ({ ...one, number: lastNumber + index + 1 }));
  if (first === undefined) return;
  await insertRows(tx, 'receipts', [first, ...others]).execute();
  await tx
    .updateTable('documentCounters')
    .where('series', '=', 'RECEIPT')
    .set({ lastNumber: lastNumber + missing.length })
    .execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => findByPaymentIds(tx, []),
  (tx) => findByOrderIds(tx, []),
  (tx) => issueMissingReceipts(tx, []),
  (tx) => issueMissingCreditNotes(tx, []),
];
