import {
  anyOf,
  changeLater,
  insertRows,
  type Statements,
  type StatementSample,
  type Transaction,
  withColumns,
} from '@cartwright/database';
import { sql, type RawBuilder, type Selectable } from 'kysely';
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
  'price',
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

/** Issues the next numbers to payments, in their order. The counter's lock puts all receipts in line until the transaction ends. */
export async function issueReceipts(tx: Transaction<Tables>, paymentIds: readonly string[]): Promise<void> {
  if (paymentIds.length === 0) return;
  const count = sql<number>`cardinality(${paymentIds}::uuid[])`;
  const numbered = tx.with('counter', (db) =>
    db
      .updateTable('documentCounters')
      .where('series', '=', 'RECEIPT')
      .set((eb) => ({ lastNumber: eb('lastNumber', '+', count) }))
      .returning('lastNumber'),
  );
  const number = sql<number>`last_number - ${count} + ${positionIn(paymentIds)}`.as('number');
  const insert = withColumns(numbered.insertInto('receipts'), ['paymentId', 'number', ...copied]).expression(
    (eb) =>
      eb
        .selectFrom(['payments', 'counter'])
        .select(['payments.id', number, ...copied])
        .where('payments.id', '=', anyOf(paymentIds)),
  );
  await changeLater(tx, insert.compile());
}

/**
 * Issues the next credit notes, in their order, to payments that were given back; to one that never had a receipt, none. The
 * counter's lock puts all credit notes in line until the transaction ends.
 */
export async function issueCreditNotes(
  tx: Transaction<Tables>,
  paymentIds: readonly string[],
): Promise<void> {
  if (paymentIds.length === 0) return;
  const withReceipt = tx
    .selectFrom('receipts')
    .where('paymentId', '=', anyOf(paymentIds))
    .select(({ fn }) => fn.countAll<number>().as('count'));
  const numbered = tx.with('counter', (db) =>
    db
      .updateTable('documentCounters')
      .where('series', '=', 'CREDIT_NOTE')
      .set({ lastNumber: sql`last_number + ${withReceipt}` })
      .returning('lastNumber'),
  );
  const place = sql<number>`row_number() over (order by ${positionIn(paymentIds)})`;
  const number = sql<number>`last_number - count(*) over () + ${place}`.as('number');
  await withColumns(numbered.insertInto('creditNotes'), ['paymentId', 'number', 'issuedAt'])
    .expression((eb) =>
      eb
        .selectFrom('counter')
        .innerJoin('payments', (join) => join.on('payments.id', '=', anyOf(paymentIds)))
        .innerJoin('receipts', 'receipts.paymentId', 'payments.id')
        .select(['payments.id', number, 'payments.updatedAt']),
    )
    .execute();
}

/** At which of these places a payment stands, from 1 on. */
function positionIn(paymentIds: readonly string[]): RawBuilder<number> {
  return sql<number>`array_position(${paymentIds}::uuid[], payments.id)`;
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
  await issueCreditNotes(
    tx,
    missing.map(({ id }) => id),
  );
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
  (tx) => issueReceipts(tx, ['']),
  (tx) => issueCreditNotes(tx, ['']),
  (tx) => issueMissingReceipts(tx, []),
  (tx) => issueMissingCreditNotes(tx, []),
];
