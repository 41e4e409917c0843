import type { CompiledQuery, Compilable } from 'kysely';
import type { Statements } from './open-database.ts';

/**
 * A read by keys whose statement is worked out once, not for each request:
 * `keyedRead((db: Statements<Tables>, ids: readonly string[]) => db.selectFrom('parts').selectAll().where('id', '=', anyOf(ids)))`.
 * What is built must take the keys as they are, and its text must depend on nothing else that changes.
 */
export function keyedRead<Tables, Key, Row>(
  build: (db: Statements<Tables>, keys: readonly Key[]) => Compilable<Row>,
): (db: Statements<Tables>, keys: readonly Key[]) => Promise<Row[]> {
  const anyKeys: readonly Key[] = [];
  let compiled: CompiledQuery<Row> | undefined;
  return async (db, keys) => {
    compiled ??= taking(anyKeys, build(db, anyKeys).compile());
    const parameters = compiled.parameters.map((parameter) => (parameter === anyKeys ? keys : parameter));
    const { rows } = await db.executeQuery<Row>({ ...compiled, parameters });
    return rows;
  };
}

function taking<Row>(keys: readonly unknown[], query: CompiledQuery<Row>): CompiledQuery<Row> {
  if (query.parameters.includes(keys)) return query;
  throw new TypeError('The statement of a keyed read does not take its keys');
}
