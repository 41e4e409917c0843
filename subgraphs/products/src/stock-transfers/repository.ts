import {
  insertRows,
  partOfList,
  type StatementSample,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import { sql } from 'kysely';
import type { Tables } from '../tables.ts';
import type { StockTransfer, TransferLine } from './rules/stock-transfer.ts';

const columns = [
  't.id',
  't.fromLocationId',
  't.toLocationId',
  't.status',
  't.createdAt',
  't.endedAt',
] as const;

function transfersOf(db: Statements<Tables>) {
  return db
    .selectFrom('stockTransfers as t')
    .select(columns)
    .select(
      sql<TransferLine[]>`coalesce((
        SELECT jsonb_agg(jsonb_build_object('variantId', line.variant_id, 'quantity', line.quantity,
          'received', line.received, 'lost', line.lost, 'returned', line.returned) ORDER BY line.variant_id)
        FROM stock_transfer_lines AS line WHERE line.transfer_id = t.id), '[]')`.as('lines'),
    );
}

/** A transfer, if there is one. */
export function findTransfer(db: Statements<Tables>, id: string): Promise<StockTransfer | undefined> {
  return transfersOf(db).where('t.id', '=', id).executeTakeFirst();
}

/** The same once nobody else can end it, until the transaction ends. */
export async function lockTransfer(tx: Transaction<Tables>, id: string): Promise<StockTransfer | undefined> {
  await tx.selectFrom('stockTransfers').select('id').where('id', '=', id).forUpdate().execute();
  return findTransfer(tx, id);
}

/** A part of the transfers, the latest first. */
export function listTransfers(db: Statements<Tables>, slice: InstantSlice): Promise<StockTransfer[]> {
  return partOfList(transfersOf(db), { by: ['t.createdAt', 't.id'], order: 'desc' }, slice).execute();
}

/** How many transfers there are. */
export async function countTransfers(db: Statements<Tables>): Promise<number> {
  const { count } = await db
    .selectFrom('stockTransfers')
    .select(sql<number>`count(*)::int4`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Adds a transfer with its lines. */
export async function insertTransfer(
  tx: Transaction<Tables>,
  { lines, ...transfer }: StockTransfer,
): Promise<void> {
  await tx.insertInto('stockTransfers').values(transfer).execute();
  const [first, ...rest] = lines.map((line) => ({ ...line, transferId: transfer.id }));
  if (first !== undefined) await insertRows(tx, 'stockTransferLines', [first, ...rest]).execute();
}

/** Stores what has become of a transfer that this transaction has locked: it ends once its lines say that nothing is on its way. */
export async function saveTransfer(
  tx: Transaction<Tables>,
  { id, status, endedAt, lines }: StockTransfer,
): Promise<void> {
  for (const { variantId, received, lost, returned } of lines) {
    await tx
      .updateTable('stockTransferLines')
      .set({ received, lost, returned })
      .where('transferId', '=', id)
      .where('variantId', '=', variantId)
      .execute();
  }
  await tx.updateTable('stockTransfers').set({ status, endedAt }).where('id', '=', id).execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => findTransfer(db, ''),
  (tx) => lockTransfer(tx, ''),
  (db) => listTransfers(db, { size: 1, after: { at: new Date(0), id: '' }, direction: 'forward' }),
  (db) => countTransfers(db),
];
