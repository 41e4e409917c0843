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
import type { Parts } from '../../parts.ts';
import { countLines, listLines, type ImportLine, type LinesOfImport } from '../repository/import-lines.ts';
import { countImports, findImport, listImports, type ProductImport } from '../repository/imports.ts';

type Dependencies = Pick<Parts, 'database'>;

/** An import by its id; null when there is none. */
export async function readImport(
  { database: { statements } }: Dependencies,
  id: string,
): Promise<ProductImport | null> {
  return isId(id) ? ((await findImport(statements, id)) ?? null) : null;
}

/** A page of the imports, the latest first. @throws BAD_USER_INPUT for a bad size or cursor */
export function readImports(
  { database: { statements } }: Dependencies,
  page: InstantPageArguments,
): Promise<Connection<ProductImport>> {
  return instantPage(page, {
    identity: ['product imports'],
    list: (slice) => listImports(statements, slice),
    count: () => countImports(statements),
    instantOf: ({ createdAt }) => createdAt,
  });
}

/** A page of the report of an import, in the order of the file. @throws BAD_USER_INPUT for a bad size or cursor */
export async function readLines(
  { database: { statements } }: Dependencies,
  lines: LinesOfImport,
  args: ConnectionArguments,
): Promise<Connection<ImportLine>> {
  const page = readPage(args, {
    identity: ['import lines', lines.importId, lines.outcomes],
    key: z.int(),
  });
  return toConnection({
    page,
    rows: await listLines(statements, lines, page),
    keyOf: ({ line }) => line,
    totalCount: () => countLines(statements, lines),
  });
}
