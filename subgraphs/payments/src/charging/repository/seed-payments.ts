import { insertRows, type Transaction } from '@cartwright/database';
import type { Insertable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

/** A past payment with what went back and forth with the provider. */
export interface SeedPayment {
  readonly payment: Insertable<Tables['payments']>;
  readonly transactions: readonly Insertable<Tables['paymentTransactions']>[];
}

/** Writes past payments, one or more, with their transactions; those that are there stay as they are. */
export async function seedPayments(tx: Transaction<Tables>, payments: readonly SeedPayment[]): Promise<void> {
  const [payment, ...others] = payments.map((one) => one.payment);
  const [transaction, ...otherTransactions] = payments.flatMap(({ transactions }) => transactions);
  if (payment === undefined || transaction === undefined) return;
  await insertRows(tx, 'payments', [payment, ...others])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await insertRows(tx, 'paymentTransactions', [transaction, ...otherTransactions])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
