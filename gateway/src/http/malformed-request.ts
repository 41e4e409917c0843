import type { GraphQLFormattedError } from 'graphql';
import { z } from 'zod';

const object = z.record(z.string(), z.unknown()).nullish();
/** https://graphql.github.io/graphql-over-http/draft/#sec-Request-Parameters */
const parameters = z.object({
  query: z.string().nullish(),
  operationName: z.string().nullish(),
  variables: object,
  extensions: object,
});

/** What is wrong with the form of a request's body; undefined when it can be run, or lacks what the pipeline asks for. */
export function malformedRequest(body: unknown): GraphQLFormattedError | undefined {
  const { error } = parameters.safeParse(body);
  if (error === undefined) return undefined;
  const reasons = error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  return { message: reasons.join('; '), extensions: { code: 'BAD_REQUEST' } };
}
