import { graphqlError } from '@cartwright/errors';
import type { GraphQLError } from 'graphql';

/** BAD_USER_INPUT with `limit`, `maximum` and `actual` for what is beyond a limit; undefined for what is within. */
export function exceeded(limit: string, actual: number, maximum: number): GraphQLError | undefined {
  if (actual <= maximum) return undefined;
  return graphqlError(
    'BAD_USER_INPUT',
    `This operation is too large: ${limit} ${actual}, at most ${maximum}.`,
    { limit, maximum, actual, http: { status: 400 } },
  );
}
