import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** The names of an operation's root fields, fragments expanded, each as often as it is selected. */
export function rootFieldNames(operation: OperationDefinitionNode, document: DocumentNode): string[] {
  return rootFields(operation, document).map(({ name }) => name.value);
}

/** An operation's root fields, fragments expanded, each as often as it is selected. */
export function rootFields(operation: OperationDefinitionNode, document: DocumentNode): FieldNode[] {
  return fieldsIn(operation.selectionSet, document);
}

function fieldsIn(set: SelectionSetNode, document: DocumentNode): FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsIn(selection.selectionSet, document);
    const fragment = document.definitions.find(
      (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
    );
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? fieldsIn(fragment.selectionSet, document) : [];
  });
}
