import { Kind, parse } from 'graphql';

/** The keys under which a planned fetch answers: those of its root fields. */
export function rootResponseKeys(query: string): string[] {
  return parse(query, { noLocation: true }).definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
    return definition.selectionSet.selections.flatMap((selection) =>
      selection.kind === Kind.FIELD ? [selection.alias?.value ?? selection.name.value] : [],
    );
  });
}
