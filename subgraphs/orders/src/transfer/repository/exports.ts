import { jsonb, type Statements, type StatementSample, type Transaction } from '@cartwright/database';
import type { Insertable, Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

/** That whoever has an address may fetch a file. */
export type OrderExport = Readonly<Selectable<Tables['orderExports']>>;

/** Stores that a file may be fetched, and forgets those whose time is over. */
export async function insertExport(
  tx: Transaction<Tables>,
  { statuses, ...row }: Insertable<Tables['orderExports']> & { readonly createdAt: Date },
): Promise<void> {
  await tx.deleteFrom('orderExports').where('expiresAt', '<', row.createdAt).execute();
  await tx
    .insertInto('orderExports')
    .values({ ...row, statuses: statuses && jsonb(statuses) })
    .execute();
}

/** The file that an address is of, while its time lasts. */
export function findExport(
  db: Statements<Tables>,
  { tokenSha256, now }: { readonly tokenSha256: string; readonly now: Date },
): Promise<OrderExport | undefined> {
  return db
    .selectFrom('orderExports')
    .selectAll()
    .where('tokenSha256', '=', tokenSha256)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => findExport(db, { tokenSha256: '', now: new Date(0) }),
];
