import {
  anyOf,
  builtOnce,
  changeLater,
  type Records,
  recordset,
  recordsOf,
  type Statements,
  type StatementSample,
  type Transaction,
  withColumns,
} from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';
import type { NewTransaction, TransactionRecord } from './records.ts';

/** The operations of payments, oldest first. */
export function findTransactions(
  db: Statements<Tables>,
  paymentIds: readonly string[],
): Promise<TransactionRecord[]> {
  return db
    .selectFrom('paymentTransactions')
    .selectAll()
    .where('paymentId', '=', anyOf(paymentIds))
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
}

/** Stores the outcomes of operations. What has succeeded or failed stays so: only a pending one is overwritten. */
export async function recordTransactions(
  tx: Transaction<Tables>,
  transactions: readonly NewTransaction[],
): Promise<void> {
  if (transactions.length === 0) return;
  const rows = recordsOf(transactions);
  await changeLater(tx, insertTransactions.queryFor(tx, { rows }));
}

const columns = ['id', 'paymentId', 'kind', 'state', 'amountMinor'] as const;

const insertTransactions = builtOnce(
  (db: Statements<Tables>, { rows }: { readonly rows: Records<NewTransaction> }) =>
    withColumns(db.insertInto('paymentTransactions'), columns)
      .expression(db.selectFrom(recordset(db, 'paymentTransactions', rows).as('new')).select(columns))
      .onConflict((conflict) =>
        conflict
          .columns(['paymentId', 'kind'])
          .doUpdateSet((eb) => ({ state: eb.ref('excluded.state') }))
          .where('paymentTransactions.state', '=', 'PENDING')
          .where('excluded.state', '!=', 'PENDING'),
      ),
);

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => findTransactions(tx, []),
  (tx) =>
    recordTransactions(tx, [{ id: '', paymentId: '', kind: 'CAPTURE', state: 'PENDING', amountMinor: 0 }]),
];
