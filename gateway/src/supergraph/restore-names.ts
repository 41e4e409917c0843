import { Kind, type DocumentNode, type FieldNode, type SelectionSetNode } from 'graphql';

/** What the results of a document are called, and what the client calls them. */
export interface GivenNames {
  /** What was executed. */
  readonly document: DocumentNode;
  /** The client's names by those of the document. */
  readonly originals: ReadonlyMap<string, string>;
}

/** Gives the results of a document the client's names; what a scalar consists of, such as JSON, keeps its own. */
export function restoreNames(data: unknown, names: GivenNames): unknown {
  const roots = names.document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [definition.selectionSet] : [],
  );
  return restoreValue(data, fieldsIn(roots, names), names);
}

type Fields = readonly FieldNode[];

function restoreValue(value: unknown, selected: Fields, names: GivenNames): unknown {
  if (Array.isArray(value)) return value.map((item) => restoreValue(item, selected, names));
  if (typeof value !== 'object' || value === null || selected.length === 0) return value;
  const byKey = Map.groupBy(selected, ({ alias, name }) => (alias ?? name).value);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const sets = (byKey.get(key) ?? []).flatMap(({ selectionSet }) => selectionSet ?? []);
      return [names.originals.get(key) ?? key, restoreValue(inner, fieldsIn(sets, names), names)];
    }),
  );
}

/** The fields of selections, those in fragments too; an empty selection has none, as a scalar has. */
function fieldsIn(sets: readonly SelectionSetNode[], names: GivenNames): FieldNode[] {
  return sets.flatMap(({ selections }) =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsIn([selection.selectionSet], names);
      return fieldsIn(fragmentsNamed(selection.name.value, names.document), names);
    }),
  );
}

function fragmentsNamed(name: string, { definitions }: DocumentNode): SelectionSetNode[] {
  return definitions.flatMap((definition) =>
    definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name
      ? [definition.selectionSet]
      : [],
  );
}
