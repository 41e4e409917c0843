import type { StatementSample, Transaction } from '@cartwright/database';
import { ImportBook, LineBook } from '@cartwright/transfer';
import type { Insertable, Selectable } from 'kysely';
import type { Tables } from '../../tables.ts';

/** A file that is worked line by line, and how far. */
export type ProductImport = Readonly<Selectable<Tables['productImports']>>;

/** What came of some lines of a file. */
export type ImportLine = Readonly<Selectable<Tables['productImportLines']>>;

/** The tables of imports, and of what came of their lines. */
export const books = {
  imports: new ImportBook<Tables, ProductImport>('productImports'),
  lines: new LineBook<Tables, ImportLine>('productImportLines'),
};

/** Stores that a file is to be worked. */
export async function insertImport(
  tx: Transaction<Tables>,
  row: Insertable<Tables['productImports']>,
): Promise<ProductImport> {
  return tx.insertInto('productImports').values(row).returningAll().executeTakeFirstOrThrow();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [...books.imports.samples, ...books.lines.samples];
