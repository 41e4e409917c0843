/** A query clause of OpenSearch's DSL. */
export type Clause = Readonly<Record<string, unknown>>;

/** Holds where all of some clauses do; weighs nothing. */
export function allOf(clauses: readonly Clause[]): Clause {
  return clauses.length === 0 ? { match_all: {} } : { bool: { filter: clauses } };
}

/** Weighs the same wherever it holds. */
export function constant(filter: Clause, boost: number): Clause {
  return { constant_score: { filter, boost } };
}
