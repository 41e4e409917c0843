import type { CompiledQuery, Compilable } from 'kysely';
import type { Statements } from './open-database.ts';

interface Built<Row> {
  readonly query: CompiledQuery<Row>;
  /** For each parameter the value that it is; undefined for one that never changes. */
  readonly names: readonly (string | undefined)[];
}

/** A statement that is worked out once. */
export interface BuiltStatement<Tables, Values, Row> {
  (db: Statements<Tables>, values: Values): Promise<Row[]>;
  /** What it sends, for whoever has it travel with something else. */
  readonly queryFor: (db: Statements<Tables>, values: Values) => CompiledQuery<Row>;
}

/**
 * A statement that is worked out once for each set of values that are there, not for each request:
 * `builtOnce((db: Statements<Tables>, { ids, limit }: Asked) => db.selectFrom('parts').where('id', '=', anyOf(ids)).limit(limit))`.
 * What is built must take the values as they are, each as a parameter: it is given stand-ins. Its text must depend on nothing else.
 */
export function builtOnce<Tables, Values extends object, Row>(
  build: (db: Statements<Tables>, values: Values) => Compilable<Row>,
): BuiltStatement<Tables, Values, Row> {
  const known = new Map<string, Built<Row>>();
  const queryFor = (db: Statements<Tables>, values: Values): CompiledQuery<Row> => {
    const given = new Map<string, unknown>(Object.entries(values).filter(([, value]) => value != null));
    const form = [...given.keys()].join(' ');
    const built = known.get(form) ?? buildWith(values, (standIns) => build(db, standIns).compile());
    known.set(form, built);
    const { query, names } = built;
    const parameters = query.parameters.map((one, at) => {
      const name = names[at];
      return name === undefined ? one : given.get(name);
    });
    return { ...query, parameters };
  };
  const read = async (db: Statements<Tables>, values: Values): Promise<Row[]> =>
    (await db.executeQuery<Row>(queryFor(db, values))).rows;
  return Object.assign(read, { queryFor });
}

/** Stand-ins are objects of their own, which no parameter can be by chance. */
function buildWith<Values extends object, Row>(
  values: Values,
  compile: (standIns: Values) => CompiledQuery<Row>,
): Built<Row> {
  const standIns = Object.entries(values).map(([name, value]) => [name, value == null ? null : {}] as const);
  const query = compile(Object.fromEntries(standIns) as Values);
  const nameOf = new Map<unknown, string>(
    standIns.flatMap(([name, one]) => (one === null ? [] : [[one, name]])),
  );
  const names = query.parameters.map((parameter) => nameOf.get(parameter));
  const missing = [...nameOf.values()].filter((name) => !names.includes(name));
  if (missing.length > 0) throw new TypeError(`The statement does not take ${missing.join(', ')}`);
  return { query, names };
}
