import { anyOf, type Statements, type StatementSample, type Transaction } from '@cartwright/database';
import { erasedEmail } from '@cartwright/events';
import type { SelectQueryBuilder } from 'kysely';
import { jsonBuildObject } from 'kysely/helpers/postgres';
import type { Tables } from '../generated/tables.ts';

/** The payments of some people, oldest first, with what went back and forth with the provider. */
export function collectPayments(db: Statements<Tables>, personIds: readonly string[]) {
  return db
    .selectFrom('payments as p')
    .select([
      'p.orderNumber',
      'p.amountMinor',
      'p.taxMinor',
      'p.currency',
      'p.methodToken',
      'p.email',
      'p.price',
    ])
    .select(['p.state', 'p.failureReason', 'p.createdAt', 'p.updatedAt'])
    .select((eb) =>
      eb
        .selectFrom('paymentTransactions as t')
        .whereRef('t.paymentId', '=', 'p.id')
        .select((one) => {
          const kind = { kind: one.ref('t.kind'), state: one.ref('t.state') };
          const made = { amountMinor: one.ref('t.amountMinor'), createdAt: one.ref('t.createdAt') };
          const object = jsonBuildObject({ ...kind, ...made });
          return one.fn.agg<object[] | null>('json_agg', [object]).orderBy('t.createdAt').as('transactions');
        })
        .as('transactions'),
    )
    .where('p.customerId', '=', anyOf(personIds))
    .orderBy('p.createdAt')
    .orderBy('p.id')
    .execute();
}

/** The receipts of some people, oldest first, with the numbers of their credit notes. */
export function collectReceipts(db: Statements<Tables>, personIds: readonly string[]) {
  return db
    .selectFrom('receipts as r')
    .innerJoin('payments as p', 'p.id', 'r.paymentId')
    .leftJoin('creditNotes as c', 'c.paymentId', 'r.paymentId')
    .select([
      'r.number',
      'r.orderNumber',
      'r.amountMinor',
      'r.taxMinor',
      'r.currency',
      'r.email',
      'r.price',
      'r.issuedAt',
    ])
    .select(['c.number as creditNoteNumber', 'c.issuedAt as creditNoteIssuedAt'])
    .where('p.customerId', '=', anyOf(personIds))
    .orderBy('r.number')
    .execute();
}

/** A payment whose buyer is to be erased. */
export interface PaymentToErase {
  readonly id: string;
  readonly methodToken: string;
}

/** Locks the payments of people that have ended and still know their buyers. */
export function lockEnded(tx: Transaction<Tables>, personIds: readonly string[]): Promise<PaymentToErase[]> {
  return known(tx.selectFrom('payments').select(['id', 'methodToken']), personIds)
    .where('nextAttemptAt', 'is', null)
    .where('state', 'in', ['CAPTURED', 'DECLINED', 'VOIDED', 'REFUNDED'])
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Whether people have payments that still know them. */
export async function areKnown(db: Statements<Tables>, personIds: readonly string[]): Promise<boolean> {
  const found = await known(db.selectFrom('payments').select('id'), personIds).limit(1).executeTakeFirst();
  return found !== undefined;
}

function known<Output>(
  payments: SelectQueryBuilder<Tables, 'payments', Output>,
  personIds: readonly string[],
): SelectQueryBuilder<Tables, 'payments', Output> {
  return payments.where('customerId', '=', anyOf(personIds)).where('email', '<>', erasedEmail);
}

/** Takes the buyer out of payments and of their receipts, which keep their numbers and amounts; `methodToken` is what is left of the method. */
export async function eraseBuyer(
  tx: Transaction<Tables>,
  paymentIds: readonly string[],
  methodToken: string,
): Promise<void> {
  const erased = { email: erasedEmail, methodToken };
  await tx
    .updateTable('payments')
    .set({ ...erased, redirectUrl: null, returnUrl: null, signals: null, guestId: null })
    .where('id', '=', anyOf(paymentIds))
    .execute();
  await tx.updateTable('receipts').set(erased).where('paymentId', '=', anyOf(paymentIds)).execute();
}

const anybody = ['01990000-0000-7000-8000-000000000000'];
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => collectPayments(tx, anybody),
  (tx) => collectReceipts(tx, anybody),
  (tx) => lockEnded(tx, anybody),
];
