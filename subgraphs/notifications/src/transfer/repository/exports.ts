import type { StatementSample, Statements } from '@cartwright/database';
import { ExportBook } from '@cartwright/transfer';
import type { Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

/** That whoever has an address may fetch a file. */
export type ConsentExport = Readonly<Selectable<Tables['consentExports']>>;

/** The table of exports. */
export const exportBook = new ExportBook<Tables, ConsentExport>('consentExports');

/** Notes that a file is fetched. @returns false where it was `most` times already */
export async function noteFetch(db: Statements<Tables>, id: string, most: number): Promise<boolean> {
  const noted = await db
    .updateTable('consentExports')
    .set((eb) => ({ fetches: eb('fetches', '+', 1) }))
    .where('id', '=', id)
    .where('fetches', '<', most)
    .returning('id')
    .executeTakeFirst();
  return noted !== undefined;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  ...exportBook.samples,
  (db) => noteFetch(db, '01990000-0000-7000-8000-000000000000', 1),
];
