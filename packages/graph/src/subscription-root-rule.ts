import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type ASTVisitor,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

const conditions = new Set(['skip', 'include']);

/**
 * Refuses `@skip` and `@include` at the root of a subscription, in fragments too: what is subscribed to may not depend on
 * variables. https://spec.graphql.org/September2025/#CollectSubscriptionFields()
 *
 * graphql-js' own rule throws where such a condition is a variable. From a document with such a condition this one takes
 * all definitions before any other rule can look at them.
 */
export function subscriptionRootRule(context: ValidationContext): ASTVisitor {
  return {
    Document: (document) => {
      const found = rootSelections(document, context).flatMap((set) => conditionsIn(set, context, new Set()));
      for (const directive of new Set(found)) context.reportError(conditionalRoot(directive));
      return found.length === 0 ? undefined : { ...document, definitions: [] };
    },
  };
}

function rootSelections(document: DocumentNode, context: ValidationContext): SelectionSetNode[] {
  if (context.getSchema().getSubscriptionType() == null) return [];
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.SUBSCRIPTION
      ? [definition.selectionSet]
      : [],
  );
}

function conditionsIn(
  { selections }: SelectionSetNode,
  context: ValidationContext,
  visited: Set<FragmentDefinitionNode>,
): DirectiveNode[] {
  return selections.flatMap((selection) => {
    const own = (selection.directives ?? []).filter(({ name }) => conditions.has(name.value));
    if (selection.kind === Kind.FIELD) return own;
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : context.getFragment(selection.name.value);
    if (inner == null || (inner.kind === Kind.FRAGMENT_DEFINITION && visited.has(inner))) return own;
    if (inner.kind === Kind.FRAGMENT_DEFINITION) visited.add(inner);
    return [...own, ...conditionsIn(inner.selectionSet, context, visited)];
  });
}

function conditionalRoot(directive: DirectiveNode): GraphQLError {
  return new GraphQLError(
    `A subscription always has its one root field: @${directive.name.value} may be used below it only.`,
    { nodes: directive },
  );
}
