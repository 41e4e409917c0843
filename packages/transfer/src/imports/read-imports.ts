import type { Statements } from '@cartwright/database';
import {
  instantPage,
  isId,
  readPage,
  toConnection,
  type Connection,
  type ConnectionArguments,
  type InstantPageArguments,
} from '@cartwright/graph';
import type { Logger } from '@cartwright/process';
import { z } from 'zod';
import type { ImportBook } from './import-book.ts';
import type { ImportLineRow, ImportRow, LinesOfImport } from './import-row.ts';
import type { LineBook } from './line-book.ts';
import { followImport } from './follow-import.ts';

/** An import by its id; null when there is none. */
async function readImport<Tables, Row extends ImportRow>(
  statements: Statements<Tables>,
  book: ImportBook<Tables, Row>,
  id: string,
): Promise<Row | null> {
  return isId(id) ? ((await book.find(statements, id)) ?? null) : null;
}

/** A page of the imports, the latest first; `name` is the list's, for its cursors. @throws BAD_USER_INPUT for a bad size or cursor */
function readImports<Tables, Row extends ImportRow>(
  statements: Statements<Tables>,
  { book, name }: { readonly book: ImportBook<Tables, Row>; readonly name: string },
  page: InstantPageArguments,
): Promise<Connection<Row>> {
  return instantPage(page, {
    identity: [name],
    list: (slice) => book.list(statements, slice),
    count: () => book.count(statements),
    instantOf: ({ createdAt }) => createdAt,
  });
}

/** A page of the report of an import, in the order of the file. @throws BAD_USER_INPUT for a bad size or cursor */
async function readImportLines<Tables, Line extends ImportLineRow>(
  statements: Statements<Tables>,
  { book, lines }: { readonly book: LineBook<Tables, Line>; readonly lines: LinesOfImport },
  args: ConnectionArguments,
): Promise<Connection<Line>> {
  const page = readPage(args, {
    identity: ['import lines', lines.importId, lines.outcomes],
    key: z.int(),
  });
  return toConnection({
    page,
    rows: await book.list(statements, lines, page),
    keyOf: ({ line }) => line,
    totalCount: () => book.count(statements, lines),
  });
}

/** What imports are read with. */
interface Reading<Tables> {
  readonly database: { readonly statements: Statements<Tables> };
  readonly logger: Logger;
}

/** How the imports of a domain are read, for the context of its operations; `name` is their list's, for its cursors. */
export function importReads<Tables, Row extends ImportRow, Line extends ImportLineRow>(
  {
    imports,
    lines: report,
  }: { readonly imports: ImportBook<Tables, Row>; readonly lines: LineBook<Tables, Line> },
  name: string,
) {
  return {
    readImport: ({ database: { statements } }: Reading<Tables>, id: string) =>
      readImport(statements, imports, id),
    readImports: ({ database: { statements } }: Reading<Tables>, page: InstantPageArguments) =>
      readImports(statements, { book: imports, name }, page),
    readLines: (
      { database: { statements } }: Reading<Tables>,
      lines: LinesOfImport,
      args: ConnectionArguments,
    ) => readImportLines(statements, { book: report, lines }, args),
    followImport: ({ database: { statements }, logger }: Reading<Tables>, id: string) =>
      followImport({ statements, logger, book: imports }, id),
  };
}
