import {
  GraphQLError,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

/** What an execution is of, the same for all executions of an operation. */
export interface OperationParts {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Record<string, FragmentDefinitionNode>;
}

/**
 * Finds the operation that is meant in a valid document.
 * @throws GraphQLError when there is none of that name, or no name where there are several
 */
export function partsOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): OperationParts {
  const { definitions } = document;
  const operations = definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const fragments = definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  return {
    schema,
    document,
    operation: operationNamed(operations, operationName),
    fragments: Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])),
  };
}

function operationNamed(
  operations: readonly OperationDefinitionNode[],
  wanted: string | undefined,
): OperationDefinitionNode {
  const [first, ...others] =
    wanted === undefined ? operations : operations.filter(({ name }) => name?.value === wanted);
  if (first !== undefined && others.length === 0) return first;
  if (first !== undefined) {
    throw new GraphQLError('Must provide operation name if query contains multiple operations.');
  }
  throw new GraphQLError(
    wanted === undefined ? 'Must provide an operation.' : `Unknown operation named "${wanted}".`,
  );
}
