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
import { z } from 'zod';
import type { ImportBook } from './import-book.ts';
import type { ImportLineRow, ImportRow, LinesOfImport } from './import-row.ts';
import type { LineBook } from './line-book.ts';

/** An import by its id; null when there is none. */
export async function readImport<Tables, Row extends ImportRow>(
  statements: Statements<Tables>,
  book: ImportBook<Tables, Row>,
  id: string,
): Promise<Row | null> {
  return isId(id) ? ((await book.find(statements, id)) ?? null) : null;
}

/** A page of the imports, the latest first; `name` is the list's, for its cursors. @throws BAD_USER_INPUT for a bad size or cursor */
export function readImports<Tables, Row extends ImportRow>(
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
export async function readImportLines<Tables, Line extends ImportLineRow>(
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
