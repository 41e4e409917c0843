import { Kind, type DocumentNode, type FieldNode, type SelectionSetNode } from 'graphql';
import { fragmentsOf, type Fragments } from './document-size.ts';

/**
 * How many pairs of fields validation compares, to see whether those of one response name can be merged: it grows with the
 * square of how often a name is repeated in one place of the answer. Infinite for a document that expands to more than
 * `maxSelections`, as circles of fragments do.
 * https://spec.graphql.org/draft/#sec-Field-Selection-Merging
 */
export function fieldComparisons(document: DocumentNode, maxSelections: number): number {
  const fragments = fragmentsOf(document);
  const comparing = new Comparing(fragments, maxSelections);
  for (const one of document.definitions) {
    if (one.kind === Kind.OPERATION_DEFINITION) comparing.compare([one.selectionSet]);
  }
  for (const [name, { selectionSet }] of fragments) {
    if (!comparing.spread.has(name)) comparing.compare([selectionSet]);
  }
  return comparing.selections > maxSelections ? Infinity : comparing.pairs;
}

class Comparing {
  pairs = 0;
  selections = 0;
  /** The names of the fragments that came up. */
  readonly spread = new Set<string>();
  readonly #fragments: Fragments;
  readonly #maxSelections: number;

  constructor(fragments: Fragments, maxSelections: number) {
    this.#fragments = fragments;
    this.#maxSelections = maxSelections;
  }

  /** Compares the fields of selection sets that are one place of the answer, and then those below them. */
  compare(sets: readonly SelectionSetNode[]): void {
    for (const alike of this.#byResponseName(sets)) {
      this.pairs += (alike.length * (alike.length - 1)) / 2;
      const below = alike.flatMap(({ selectionSet }) => selectionSet ?? []);
      if (below.length > 0) this.compare(below);
    }
  }

  #byResponseName(sets: readonly SelectionSetNode[]): Iterable<FieldNode[]> {
    const spreadHere = new Set<string>();
    const fields = sets.flatMap((set) => this.#fieldsOf(set, spreadHere));
    return Map.groupBy(fields, ({ alias, name }) => (alias ?? name).value).values();
  }

  /** The fields of one set, fragments expanded, each once. Nothing once there were too many. */
  #fieldsOf(set: SelectionSetNode, spreadHere: Set<string>): FieldNode[] {
    this.selections += set.selections.length;
    if (this.selections > this.#maxSelections) return [];
    return set.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) return this.#fieldsOf(selection.selectionSet, spreadHere);
      return this.#fieldsOfFragment(selection.name.value, spreadHere);
    });
  }

  #fieldsOfFragment(name: string, spreadHere: Set<string>): FieldNode[] {
    const fragment = this.#fragments.get(name);
    if (fragment === undefined || spreadHere.has(name)) return [];
    spreadHere.add(name);
    this.spread.add(name);
    return this.#fieldsOf(fragment.selectionSet, spreadHere);
  }
}
