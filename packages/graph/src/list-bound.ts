import {
  getDirectiveValues,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
} from 'graphql';

/** How many items a list in the input may have. */
export interface ListBound {
  readonly value: number;
  /** How many values it and the lists inside it may have together; undefined when their own bounds are enough. */
  readonly total?: number | undefined;
}

/** What `@maxItems` says of an argument or an input field; undefined where it does not stand. */
export function listBoundOf(
  schema: GraphQLSchema,
  { astNode }: GraphQLArgument | GraphQLInputField,
): ListBound | undefined {
  const directive = schema.getDirective('maxItems');
  if (directive == null || astNode == null) return undefined;
  return getDirectiveValues(directive, astNode) as ListBound | undefined;
}
