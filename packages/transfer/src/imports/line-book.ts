import { insertRows, type Statements, type StatementSample, type Transaction } from '@cartwright/database';
import type { Page } from '@cartwright/graph';
import { sql } from 'kysely';
import type { ImportLineRow, LinesOfImport } from './import-row.ts';

interface Columns {
  readonly lines: ImportLineRow;
}

/** Keeps one domain's table of what came of the lines of its imports; `Line` is what it has beside the columns of all. */
export class LineBook<Tables, Line extends ImportLineRow> {
  readonly #table: 'lines';

  /** `table` is its name among the domain's tables. */
  constructor(table: keyof Tables & string) {
    this.#table = table as 'lines';
  }

  /** Stores what came of lines. */
  async insert(tx: Transaction<Tables>, [first, ...rest]: readonly Line[]): Promise<void> {
    if (first !== undefined) await insertRows(columnsOf(tx), this.#table, [first, ...rest]).execute();
  }

  /** A part of the report, in the order of the file; the nearest first. */
  async list(
    db: Statements<Tables>,
    lines: LinesOfImport,
    { cursor, fetchSize, direction }: Pick<Page<number>, 'cursor' | 'fetchSize' | 'direction'>,
  ): Promise<Line[]> {
    const isForward = direction === 'forward';
    const listed = await this.#of(db, lines)
      .selectAll()
      .$if(cursor !== null, (query) => query.where('line', isForward ? '>' : '<', cursor ?? 0))
      .orderBy('line', isForward ? 'asc' : 'desc')
      .limit(fetchSize)
      .execute();
    return listed as ImportLineRow[] as Line[];
  }

  /** How many lines are reported. */
  async count(db: Statements<Tables>, lines: LinesOfImport): Promise<number> {
    const { count } = await this.#of(db, lines)
      .select(sql<number>`count(*)::int4`.as('count'))
      .executeTakeFirstOrThrow();
    return count;
  }

  /** Calls whose statements `npm run check` prepares on the migrated schema. */
  get samples(): readonly StatementSample<Tables>[] {
    const page = { cursor: 1, fetchSize: 1, direction: 'backward' } as const;
    return [
      (db) => this.count(db, { importId: '', outcomes: ['FAILED'] }),
      (db) => this.list(db, { importId: '', outcomes: null }, page),
    ];
  }

  #of(db: Statements<Tables>, { importId, outcomes }: LinesOfImport) {
    return columnsOf(db)
      .selectFrom(this.#table)
      .where('importId', '=', importId)
      .$if(outcomes !== null, (query) => query.where('outcome', 'in', outcomes ?? []));
  }
}

function columnsOf<Tables>(db: Statements<Tables>): Statements<Columns> {
  return db as unknown as Statements<Columns>;
}
