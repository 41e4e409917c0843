import {
  execute,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { restoreNames } from '../supergraph/restore-names.ts';
import type { Write } from './writing.ts';

/** What the schema's own fields are answered from. */
export interface Introspecting {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The client's names by those of the document. */
  readonly originals: ReadonlyMap<string, string>;
}

/** Compiles the writing of `__schema` or `__type`, which graphql-js answers. */
export function writeIntrospection(
  nodes: readonly FieldNode[],
  key: string,
  introspecting: Introspecting,
): Write {
  const { schema, originals } = introspecting;
  const document = documentOf(nodes, introspecting);
  return (_value, { variables: variableValues, path, faults }) => {
    const result = execute({ schema, document, variableValues });
    if (result instanceof Promise) throw new Error('Introspection waits for nothing.');
    const { data, errors = [] } = result;
    for (const error of errors)
      faults.push({
        path: [...path, ...(error.path ?? []).slice(1)],
        nodes,
        cause: error.originalError ?? error,
      });
    if (data === null || data === undefined) return undefined;
    const restored = originals.size === 0 ? data : restoreNames(data, { document, originals });
    return JSON.stringify((restored as typeof data)[originals.get(key) ?? key] ?? null);
  };
}

/** A document of these fields alone; their conditions are met. */
function documentOf(
  nodes: readonly FieldNode[],
  { operation, fragments }: Introspecting,
): DocumentNode & { readonly kind: Kind.DOCUMENT } {
  const selections = nodes.map((node) => ({ ...node, directives: [] }));
  const introspection: OperationDefinitionNode = {
    ...operation,
    operation: OperationTypeNode.QUERY,
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
  return { kind: Kind.DOCUMENT, definitions: [introspection, ...fragments.values()] };
}
