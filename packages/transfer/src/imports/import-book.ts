import { partOfList, type Statements, type StatementSample, type Transaction } from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import { sql } from 'kysely';
import type { ImportRow, Lease } from './import-row.ts';

/** The columns by which all such tables are kept. */
interface Columns {
  readonly imports: ImportRow;
}

/** Keeps one domain's table of imports; `Row` is what it has beside the columns of all. */
export class ImportBook<Tables, Row extends ImportRow> {
  readonly #table: 'imports';

  /** `table` is its name among the domain's tables. */
  constructor(table: keyof Tables & string) {
    this.#table = table as 'imports';
  }

  /** An import by its id. */
  find(db: Statements<Tables>, id: string): Promise<Row | undefined> {
    return this.#one(columnsOf(db).selectFrom(this.#table).selectAll().where('id', '=', id));
  }

  /** The same, and nobody else changes it until the transaction ends. */
  lock(tx: Transaction<Tables>, id: string): Promise<Row | undefined> {
    return this.#one(columnsOf(tx).selectFrom(this.#table).selectAll().where('id', '=', id).forUpdate());
  }

  /** Takes the oldest import that is not over and that nobody works on; undefined when there is none. */
  claim(db: Statements<Tables>, { leaseId, now, leasedUntil }: Lease): Promise<Row | undefined> {
    const claimed = columnsOf(db)
      .updateTable(this.#table)
      .set((eb) => ({
        leaseId,
        leasedUntil,
        attempts: eb('attempts', '+', eb.lit(1)),
        status: 'RUNNING',
        startedAt: eb.fn.coalesce('startedAt', eb.val(now)),
        version: eb('version', '+', eb.lit(1)),
      }))
      .where('id', '=', (eb) =>
        eb
          .selectFrom(this.#table)
          .select('id')
          .where('status', 'in', [sql.lit('WAITING' as const), sql.lit('RUNNING' as const)])
          .where((one) => one.or([one('leasedUntil', 'is', null), one('leasedUntil', '<', now)]))
          .orderBy('createdAt')
          .limit(1)
          .forUpdate()
          .skipLocked(),
      )
      .returningAll();
    return this.#one(claimed);
  }

  /** Stores what has become of an import. */
  async save(
    db: Statements<Tables>,
    id: string,
    change: Partial<Omit<ImportRow, 'id' | 'version'>>,
  ): Promise<void> {
    await columnsOf(db)
      .updateTable(this.#table)
      .set((eb) => ({ ...change, version: eb('version', '+', eb.lit(1)) }))
      .where('id', '=', id)
      .execute();
  }

  /** Keeps an import for whoever works on it. @returns whether it is still theirs */
  async renewLease(
    db: Statements<Tables>,
    id: string,
    { leaseId, leasedUntil }: Pick<Lease, 'leaseId' | 'leasedUntil'>,
  ): Promise<boolean> {
    const { numUpdatedRows } = await columnsOf(db)
      .updateTable(this.#table)
      .set({ leasedUntil })
      .where('id', '=', id)
      .where('leaseId', '=', leaseId)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Gives an import back that somebody works on, so that others can go on at once, or at a time. */
  async release(
    db: Statements<Tables>,
    id: string,
    { leaseId, until }: { readonly leaseId: string; readonly until: Date | null },
  ): Promise<void> {
    await columnsOf(db)
      .updateTable(this.#table)
      .set({ leaseId: null, leasedUntil: until })
      .where('id', '=', id)
      .where('leaseId', '=', leaseId)
      .execute();
  }

  /** Forgets imports that began before a time, and are over or whose file never came. */
  async forget(db: Statements<Tables>, before: Date): Promise<void> {
    await columnsOf(db)
      .deleteFrom(this.#table)
      .where('createdAt', '<', before)
      .where((one) => one.or([one('finishedAt', 'is not', null), one('status', '=', 'EXPECTED')]))
      .execute();
  }

  /** A part of the imports, the latest first. */
  list(db: Statements<Tables>, slice: InstantSlice): Promise<Row[]> {
    const list = columnsOf(db).selectFrom(this.#table).selectAll();
    return partOfList(list, { by: ['createdAt', 'id'], order: 'desc' }, slice).execute() as Promise<
      unknown[]
    > as Promise<Row[]>;
  }

  /** How many imports there are. */
  async count(db: Statements<Tables>): Promise<number> {
    const { count } = await columnsOf(db)
      .selectFrom(this.#table)
      .select(sql<number>`count(*)::int4`.as('count'))
      .executeTakeFirstOrThrow();
    return count;
  }

  /** Calls whose statements `npm run check` prepares on the migrated schema. */
  get samples(): readonly StatementSample<Tables>[] {
    const lease = { leaseId: '', now: new Date(0), leasedUntil: new Date(0) };
    return [
      (tx) => this.lock(tx, ''),
      (db) => this.claim(db, lease),
      (db) => this.save(db, '', { linesRead: 1 }),
      (db) => this.renewLease(db, '', lease),
      (db) => this.release(db, '', { leaseId: '', until: null }),
      (db) => this.forget(db, new Date(0)),
      (db) => this.list(db, { size: 1, after: { at: new Date(0), id: '' }, direction: 'backward' }),
      (db) => this.count(db),
    ];
  }

  async #one(query: { readonly executeTakeFirst: () => Promise<ImportRow | undefined> }) {
    return (await query.executeTakeFirst()) as Row | undefined;
  }
}

function columnsOf<Tables>(db: Statements<Tables>): Statements<Columns> {
  return db as unknown as Statements<Columns>;
}
