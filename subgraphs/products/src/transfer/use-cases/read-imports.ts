import type { Connection, ConnectionArguments, EventStream, InstantPageArguments } from '@cartwright/graph';
import {
  followImport as follow,
  readImport as readOne,
  readImportLines,
  readImports as readAll,
  type LinesOfImport,
} from '@cartwright/transfer';
import type { Parts } from '../../parts.ts';
import { books, type ImportLine, type ProductImport } from '../repository/imports.ts';

type Dependencies = Pick<Parts, 'database'>;

/** An import by its id; null when there is none. */
export function readImport(
  { database: { statements } }: Dependencies,
  id: string,
): Promise<ProductImport | null> {
  return readOne(statements, books.imports, id);
}

/** A page of the imports, the latest first. @throws BAD_USER_INPUT for a bad size or cursor */
export function readImports(
  { database: { statements } }: Dependencies,
  page: InstantPageArguments,
): Promise<Connection<ProductImport>> {
  return readAll(statements, { book: books.imports, name: 'product imports' }, page);
}

/** A page of the report of an import, in the order of the file. @throws BAD_USER_INPUT for a bad size or cursor */
export function readLines(
  { database: { statements } }: Dependencies,
  lines: LinesOfImport,
  args: ConnectionArguments,
): Promise<Connection<ImportLine>> {
  return readImportLines(statements, { book: books.lines, lines }, args);
}

/** An import as it is, and then whenever it has come on, until it is over; null when there is none of that id. */
export function followImport(
  { database: { statements }, logger }: Pick<Parts, 'database' | 'logger'>,
  id: string,
): Promise<EventStream<ProductImport> | null> {
  return follow({ statements, logger, book: books.imports }, id);
}
