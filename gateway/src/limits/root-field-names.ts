import { Kind, type DocumentNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

/** The names of an operation's root fields, fragments expanded, each as often as it is selected. */
export function rootFieldNames(operation: OperationDefinitionNode, document: DocumentNode): string[] {
  return namesIn(operation.selectionSet, document);
}

function namesIn(set: SelectionSetNode, document: DocumentNode): string[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection.name.value];
    if (selection.kind === Kind.INLINE_FRAGMENT) return namesIn(selection.selectionSet, document);
    const fragment = document.definitions.find(
      (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
    );
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? namesIn(fragment.selectionSet, document) : [];
  });
}
