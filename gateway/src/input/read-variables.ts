import {
  getVariableValues,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

/** An operation with the variables that a client sent for it. */
export interface OperationWithVariables {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  /** An object of this request alone. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Variables by the types that the operation gives them, or what is wrong with them. */
export type ReadVariables =
  | { readonly kind: 'valid'; readonly values: Readonly<Record<string, unknown>> }
  | { readonly kind: 'invalid'; readonly errors: readonly GraphQLError[] };

const alreadyRead = new WeakMap<object, ReadVariables>();
const none: ReadVariables = { kind: 'valid', values: {} };

/** As many errors as are looked for: a list may hold thousands of values that do not fit. graphql-js adds one that says so. */
const maxErrors = 4;

/** Reads a request's variables, once: limits and execution ask for the same. */
export function readVariables({ schema, operation, variables }: OperationWithVariables): ReadVariables {
  const definitions = operation.variableDefinitions ?? [];
  if (definitions.length === 0) return none;
  const known = alreadyRead.get(variables);
  if (known !== undefined) return known;
  const { coerced: values, errors } = getVariableValues(schema, definitions, variables, {
    maxErrors,
  });
  const read: ReadVariables = errors === undefined ? { kind: 'valid', values } : { kind: 'invalid', errors };
  alreadyRead.set(variables, read);
  return read;
}
