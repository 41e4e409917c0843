import { insertRows, type Statements, type StatementSample, type Transaction } from '@cartwright/database';
import type { Page } from '@cartwright/graph';
import { sql, type Insertable, type Selectable } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { LineOutcome } from '../rules/import-status.ts';

/** What came of some lines of a file. */
export type ImportLine = Readonly<Selectable<Tables['productImportLines']>>;

/** Which lines of which import. */
export interface LinesOfImport {
  readonly importId: string;
  /** Null for all. */
  readonly outcomes: readonly LineOutcome[] | null;
}

/** Stores what came of lines. */
export async function insertLines(
  tx: Transaction<Tables>,
  [first, ...rest]: readonly Insertable<Tables['productImportLines']>[],
): Promise<void> {
  if (first !== undefined) await insertRows(tx, 'productImportLines', [first, ...rest]).execute();
}

/** A part of the report, in the order of the file; the nearest first. */
export function listLines(
  db: Statements<Tables>,
  lines: LinesOfImport,
  { cursor, fetchSize, direction }: Pick<Page<number>, 'cursor' | 'fetchSize' | 'direction'>,
): Promise<ImportLine[]> {
  const isForward = direction === 'forward';
  return linesOf(db, lines)
    .selectAll()
    .$if(cursor !== null, (query) => query.where('line', isForward ? '>' : '<', cursor ?? 0))
    .orderBy('line', isForward ? 'asc' : 'desc')
    .limit(fetchSize)
    .execute();
}

/** How many lines are reported. */
export async function countLines(db: Statements<Tables>, lines: LinesOfImport): Promise<number> {
  const { count } = await linesOf(db, lines)
    .select(sql<number>`count(*)::int4`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function linesOf(db: Statements<Tables>, { importId, outcomes }: LinesOfImport) {
  return db
    .selectFrom('productImportLines')
    .where('importId', '=', importId)
    .$if(outcomes !== null, (query) => query.where('outcome', 'in', outcomes ?? []));
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => countLines(db, { importId: '', outcomes: ['FAILED'] }),
  (db) => listLines(db, { importId: '', outcomes: null }, { cursor: 1, fetchSize: 1, direction: 'backward' }),
];
