import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/** The names of an operation's root fields, fragments expanded, each as often as it is selected. */
export function rootFieldNames(operation: OperationDefinitionNode, document: DocumentNode): string[] {
  return rootFields(operation, document).map(({ name }) => name.value);
}

/** Of operations whose root fields have no conditions; null for others. Each belongs to one document. */
const unconditional = new WeakMap<OperationDefinitionNode, readonly string[] | null>();

/** The same without those that `@skip` and `@include` leave out. */
export function executedRootFieldNames(
  operation: OperationDefinitionNode,
  document: DocumentNode,
  variables: Variables,
): readonly string[] {
  const known = unconditional.get(operation);
  const listed = known === undefined ? listUnconditional(operation, document) : known;
  if (listed !== null) return listed;
  const isExecuted = (node: SelectionNode): boolean => !isSkipped(node, variables);
  return fieldsIn(operation.selectionSet, { document, isExecuted }).map(({ name }) => name.value);
}

/** An operation's root fields, fragments expanded, each as often as it is selected. */
export function rootFields(operation: OperationDefinitionNode, document: DocumentNode): FieldNode[] {
  return fieldsIn(operation.selectionSet, { document, isExecuted: () => true });
}

function listUnconditional(
  operation: OperationDefinitionNode,
  document: DocumentNode,
): readonly string[] | null {
  const conditions: DirectiveNode[] = [];
  const isExecuted = ({ directives = [] }: SelectionNode): boolean => {
    conditions.push(...directives);
    return true;
  };
  const names = fieldsIn(operation.selectionSet, { document, isExecuted }).map(({ name }) => name.value);
  const listed = conditions.length > 0 ? null : names;
  unconditional.set(operation, listed);
  return listed;
}

interface Within {
  readonly document: DocumentNode;
  readonly isExecuted: (node: SelectionNode) => boolean;
}

function fieldsIn(set: SelectionSetNode, within: Within): FieldNode[] {
  return set.selections.filter(within.isExecuted).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsIn(selection.selectionSet, within);
    const fragment = within.document.definitions.find(
      (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
    );
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? fieldsIn(fragment.selectionSet, within) : [];
  });
}

function isSkipped(node: SelectionNode, variables: Variables): boolean {
  return (
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] === true ||
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] === false
  );
}
