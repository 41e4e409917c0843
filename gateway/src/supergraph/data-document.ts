import { Kind, visit, type DocumentNode, type FieldNode } from 'graphql';

const introspectionFields = new Set(['__schema', '__type']);
/** Takes the place of a field, because a selection must not be empty; a plan asks no subgraph for it alone. */
const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * What of a document is to be planned: all but introspection, which the gateway answers from its schema when it shapes the
 * answer. The planner knows an introspection schema of its own, which lacks what graphql-js has and clients are told of.
 */
export function dataDocument(document: DocumentNode): DocumentNode {
  return visit(document, {
    Field: ({ name }) => (introspectionFields.has(name.value) ? typename : undefined),
    FragmentDefinition: ({ typeCondition: { name } }) => (name.value.startsWith('__') ? null : undefined),
  });
}
