import type { Compilable } from 'kysely';
import { type BuiltStatement, builtOnce } from './built-once.ts';
import type { Statements } from './open-database.ts';

/**
 * A read by keys whose statement is worked out once, not for each request:
 * `keyedRead((db: Statements<Tables>, ids: readonly string[]) => db.selectFrom('parts').selectAll().where('id', '=', anyOf(ids)))`.
 * What is built must take the keys as they are, and its text must depend on nothing else that changes.
 */
export function keyedRead<Tables, Key, Row>(
  build: (db: Statements<Tables>, keys: readonly Key[]) => Compilable<Row>,
): BuiltStatement<Tables, readonly Key[], Row> {
  const read = builtOnce((db: Statements<Tables>, { keys }: { readonly keys: readonly Key[] }) =>
    build(db, keys),
  );
  const readKeys = (db: Statements<Tables>, keys: readonly Key[]): Promise<Row[]> => read(db, { keys });
  return Object.assign(readKeys, {
    queryFor: (db: Statements<Tables>, keys: readonly Key[]) => read.queryFor(db, { keys }),
  });
}
