import { jsonb, type Statements, type StatementSample, type Transaction } from '@cartwright/database';
import type { FastifyInstance } from 'fastify';
import type { FileFormat } from './file-format.ts';
import { serveExports } from './serve-export.ts';

/** What every table of exports has: that whoever has an address may fetch a file. */
export interface ExportRow {
  readonly id: string;
  /** Of what the address ends in. */
  readonly tokenSha256: string;
  readonly format: FileFormat;
  readonly staffId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

interface Columns {
  readonly exports: ExportRow;
}

/** Keeps one domain's table of exports; `Row` is what it has beside the columns of all. */
export class ExportBook<Tables, Row extends ExportRow> {
  readonly #table: 'exports';
  readonly #lists: readonly string[];

  /** `table` is its name among the domain's tables, `lists` its columns that hold lists as JSON. */
  constructor(table: keyof Tables & string, lists: readonly (keyof Row & string)[] = []) {
    this.#table = table as 'exports';
    this.#lists = lists;
  }

  /** Stores that a file may be fetched, and forgets those whose time is over. */
  async insert(tx: Transaction<Tables>, row: Row): Promise<void> {
    const db = columnsOf(tx);
    await db.deleteFrom(this.#table).where('expiresAt', '<', row.createdAt).execute();
    const stored = Object.entries(row).map(([name, value]: [string, unknown]) => [
      name,
      this.#lists.includes(name) && value !== null ? jsonb(value) : value,
    ]);
    await db
      .insertInto(this.#table)
      .values(Object.fromEntries(stored) as Row)
      .execute();
  }

  /** The file that an address is of, while its time lasts. */
  async find(
    db: Statements<Tables>,
    { tokenSha256, now }: { readonly tokenSha256: string; readonly now: Date },
  ): Promise<Row | undefined> {
    const found = await columnsOf(db)
      .selectFrom(this.#table)
      .selectAll()
      .where('tokenSha256', '=', tokenSha256)
      .where('expiresAt', '>', now)
      .executeTakeFirst();
    return found as Row | undefined;
  }

  /** Calls whose statements `npm run check` prepares on the migrated schema. */
  get samples(): readonly StatementSample<Tables>[] {
    return [(db) => this.find(db, { tokenSha256: '', now: new Date(0) })];
  }
}

/** What serves the files of a domain. */
export interface ExportBookRoute<Tables, Row extends ExportRow> {
  readonly path: string;
  readonly book: ExportBook<Tables, Row>;
  readonly database: { readonly statements: Statements<Tables> };
  readonly now: () => Date;
  /** What browsers store a file as, without its ending. */
  readonly nameOf: (row: Row) => string;
  /** Asked before a file is written: whether it may be fetched once more. */
  readonly begin?: (row: Row) => Promise<boolean>;
  readonly write: (row: Row) => AsyncGenerator<string>;
}

/** Serves the files of a domain to whoever has their addresses. */
export function serveExportBook<Tables, Row extends ExportRow>(
  app: FastifyInstance,
  { path, book, database, now, nameOf, begin, write }: ExportBookRoute<Tables, Row>,
): void {
  serveExports(app, {
    path,
    find: async (tokenSha256) => {
      const found = await book.find(database.statements, { tokenSha256, now: now() });
      if (found === undefined) return undefined;
      return {
        format: found.format,
        name: nameOf(found),
        begin: begin && (() => begin(found)),
        write: () => write(found),
      };
    },
  });
}

function columnsOf<Tables>(db: Statements<Tables>): Statements<Columns> {
  return db as unknown as Statements<Columns>;
}
