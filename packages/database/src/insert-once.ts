import type { Compilable, CompiledQuery } from 'kysely';
import type { BuiltStatement } from './built-once.ts';
import type { Statements } from './open-database.ts';
import { recordsOf } from './rows.ts';

/** One row or more. */
export type Rows<Row> = readonly [Row, ...Row[]];

interface Built<Row> {
  readonly query: CompiledQuery<Row>;
  /** Which parameters are the rows. */
  readonly places: readonly number[];
}

/**
 * An insert of rows that is worked out once for each set of columns, not for each request:
 * `insertOnce((db: Statements<Tables>, rows: Rows<Part>) => insertRows(db, 'parts', rows).onConflict((conflict) => conflict.doNothing()))`.
 * All rows of a call have the same columns. Nothing else of what is built may depend on them.
 */
export function insertOnce<Tables, New extends object, Row>(
  build: (db: Statements<Tables>, rows: Rows<New>) => Compilable<Row>,
): BuiltStatement<Tables, Rows<New>, Row> {
  const known = new Map<string, Built<Row>>();
  const queryFor = (db: Statements<Tables>, rows: Rows<New>): CompiledQuery<Row> => {
    const records = recordsOf(rows);
    const columns = Object.keys(rows[0]).join(' ');
    const built = known.get(columns) ?? builtFor(build(db, rows).compile(), records);
    known.set(columns, built);
    const { query, places } = built;
    const parameters = [...query.parameters];
    for (const place of places) parameters[place] = records;
    return { ...query, parameters };
  };
  const insert = async (db: Statements<Tables>, rows: Rows<New>): Promise<Row[]> =>
    (await db.executeQuery<Row>(queryFor(db, rows))).rows;
  return Object.assign(insert, { queryFor });
}

function builtFor<Row>(query: CompiledQuery<Row>, records: string): Built<Row> {
  const places = query.parameters.flatMap((one, place) => (one === records ? [place] : []));
  if (places.length === 0) throw new TypeError('The statement does not take the rows');
  return { query, places };
}
