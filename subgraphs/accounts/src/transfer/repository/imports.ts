import type { Statements, StatementSample, Transaction } from '@cartwright/database';
import { ImportBook, LineBook } from '@cartwright/transfer';
import type { Insertable, Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

/** A file of customers that is worked line by line, and how far. */
export type CustomerImport = Readonly<Selectable<Tables['customerImports']>>;

/** What came of a customer of a file. */
export type ImportLine = Readonly<Selectable<Tables['customerImportLines']>>;

/** The tables of imports, and of what came of their lines. */
export const books = {
  imports: new ImportBook<Tables, CustomerImport>('customerImports'),
  lines: new LineBook<Tables, ImportLine>('customerImportLines'),
};

/** Stores that a file is expected. */
export function insertImport(
  tx: Transaction<Tables>,
  row: Insertable<Tables['customerImports']>,
): Promise<CustomerImport> {
  return tx.insertInto('customerImports').values(row).returningAll().executeTakeFirstOrThrow();
}

/** The import whose file may be sent to an address, while its time lasts. */
export function findByAddress(
  db: Statements<Tables>,
  { tokenSha256, now }: { readonly tokenSha256: string; readonly now: Date },
): Promise<CustomerImport | undefined> {
  return db
    .selectFrom('customerImports')
    .selectAll()
    .where('tokenSha256', '=', tokenSha256)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
}

/** Keeps a part of a file; parts are counted from 0. */
export async function insertPiece(
  tx: Transaction<Tables>,
  piece: Insertable<Tables['customerImportPieces']>,
): Promise<void> {
  await tx.insertInto('customerImportPieces').values(piece).execute();
}

/** A part of a file; undefined behind the last one. */
export async function readPiece(
  db: Statements<Tables>,
  importId: string,
  position: number,
): Promise<Uint8Array | undefined> {
  const piece = await db
    .selectFrom('customerImportPieces')
    .select('bytes')
    .where('importId', '=', importId)
    .where('position', '=', position)
    .executeTakeFirst();
  return piece?.bytes;
}

/** Deletes a file: who is in it is nobody's concern once it was worked. */
export async function deletePieces(tx: Transaction<Tables>, importId: string): Promise<void> {
  await tx.deleteFrom('customerImportPieces').where('importId', '=', importId).execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  ...books.imports.samples,
  ...books.lines.samples,
  (db) => findByAddress(db, { tokenSha256: '', now: new Date(0) }),
  (db) => readPiece(db, '', 0),
];
