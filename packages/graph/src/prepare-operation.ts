import {
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { codedError } from './coded-error.ts';
import { subscriptionRootRule } from './subscription-root-rule.ts';

/** Parses and validates an operation, with the codes that Apollo Server gives over HTTP. */
export function prepareOperation(
  schema: GraphQLSchema,
  query: string,
): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query);
    const problems = validate(schema, document, [subscriptionRootRule, ...specifiedRules]);
    return problems.length === 0
      ? document
      : problems.map((problem) => codedError(problem, 'GRAPHQL_VALIDATION_FAILED'));
  } catch (error) {
    if (error instanceof GraphQLError) return [codedError(error, 'GRAPHQL_PARSE_FAILED')];
    throw error;
  }
}
