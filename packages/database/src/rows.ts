import {
  sql,
  type Insertable,
  type InsertQueryBuilder,
  type Kysely,
  type QueryCreator,
  type RawBuilder,
  type Selectable,
  type Transaction,
} from 'kysely';

type Name<Tables> = Extract<keyof Tables, string>;
/** Both are named, so that `Tables` is inferred from either. */
type Connection<Tables> = Kysely<Tables> | Transaction<Tables>;

const columnNames = new Map<string, string>();

/** Column names as PostgreSQL has them; the code has so many, and each is worked out once. */
function snakeCase(name: string): string {
  const known = columnNames.get(name) ?? name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  columnNames.set(name, known);
  return known;
}

declare const rowOf: unique symbol;

/** Rows as JSON, under the names of their columns: `recordsOf`. */
export type Records<Row> = string & { readonly [rowOf]?: Row };

/** Rows as one value, for a statement that is built once and takes it as a parameter. */
export function recordsOf<Row extends object>(rows: readonly Row[]): Records<Row> {
  return JSON.stringify(
    rows.map((row) => {
      const record: Record<string, unknown> = {};
      for (const [name, value] of Object.entries(row)) record[snakeCase(name)] = value;
      return record;
    }),
  );
}

/** Any of some values, as one parameter: `where('id', '=', anyOf(ids))` is the same text however many there are. */
export function anyOf<Value>(values: readonly Value[]): RawBuilder<Value> {
  return sql`any(${values})`;
}

/** A value for a `jsonb` column; pg would take an array for one of PostgreSQL's. */
export function jsonb(value: unknown): RawBuilder<never> {
  return sql`${JSON.stringify(value)}::jsonb`;
}

/**
 * Any of some ids as one parameter, like `anyOf`, for a statement that PostgreSQL is to plan once for each connection: it does not
 * look at how many they are. Of `anyOf` it does, finds one cheaper than the ten that it assumes of a list it does not know, and so
 * plans anew each time.
 */
export function anyOfIds(ids: readonly string[]): RawBuilder<string> {
  return sql`any((select ${ids}::uuid[])::uuid[])`;
}

/**
 * Ends a subquery of rows that are a parameter and are joined with a table: PostgreSQL assumes a hundred of them, and goes through a
 * whole table rather than look up a hundred rows. Of a limit that it does not know beforehand it assumes a tenth; null limits nothing.
 */
export const ofFew = 'LIMIT (SELECT null::bigint)';

/**
 * Rows of a table as a part of a statement that is the same text whatever their number, so that it is prepared once:
 * `db.updateTable('orders').from(recordset(db, 'orders', rows).as('change'))`. Columns that are left out are null.
 */
export function recordset<Tables, Table extends Name<Tables>>(
  _db: Connection<Tables> | QueryCreator<Tables>,
  table: Table,
  rows: readonly Partial<Selectable<Tables[Table]>>[] | Records<Partial<Selectable<Tables[Table]>>>,
): RawBuilder<Selectable<Tables[Table]>> {
  const records = Array.isArray(rows) ? recordsOf<object>(rows) : (rows as string);
  return sql`(select * from ${populated(table, records)} ${sql.raw(ofFew)})`;
}

function populated(table: string, records: string): RawBuilder<never> {
  return sql`jsonb_populate_recordset(null::${sql.table(table)}, ${records}::jsonb)`;
}

/** The columns for which an insert must have a value: no default stands in for them, nor null. */
type NeededColumn<Row> = {
  [Column in keyof Insertable<Row>]-?: Partial<Pick<Insertable<Row>, Column>> extends Pick<
    Insertable<Row>,
    Column
  >
    ? never
    : Column;
}[keyof Insertable<Row>];

/** Nothing more when all needed columns are listed; else something that an error names the missing ones of. */
type Complete<Row, Columns extends readonly PropertyKey[]> =
  Exclude<NeededColumn<Row>, Columns[number]> extends infer Missing extends PropertyKey
    ? [Missing] extends [never]
      ? unknown
      : Record<Missing, never>
    : never;

/**
 * Says which columns an insert from a query fills, in the query's order: `withColumns(db.insertInto('orders'), ['id', …])`, then
 * `expression`. Does not compile when a column that needs a value is not among them, which Kysely's own `columns` allows.
 */
export function withColumns<
  Tables,
  Table extends keyof Tables,
  Output,
  const Columns extends readonly (keyof Tables[Table] & string)[],
>(
  insert: InsertQueryBuilder<Tables, Table, Output>,
  columns: Columns & Complete<Tables[Table], Columns>,
): InsertQueryBuilder<Tables, Table, Output> {
  return insert.columns(columns);
}

/**
 * Inserts rows that all have the same columns, one or more, in one statement whose text does not depend on their number.
 * Go on with `onConflict` or `returning`, then `execute`.
 */
export function insertRows<Tables, Table extends Name<Tables>>(
  db: Connection<Tables>,
  table: Table,
  rows: readonly [Insertable<Tables[Table]>, ...Insertable<Tables[Table]>[]],
) {
  const columns = Object.keys(rows[0]) as (keyof Insertable<Tables[Table]> & string)[];
  const expression = sql<never>`select ${sql.join(columns.map((column) => sql.ref(column)))} from ${populated(table, recordsOf(rows))} as ${sql.ref('new')}`;
  const insert = db.insertInto(table);
  return insert.columns(columns as never).expression(expression);
}
