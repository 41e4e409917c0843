import { overloaded } from '@cartwright/errors';
import type { GraphQLError } from 'graphql';
import type { Answer } from '../execution/answer.ts';

const nothing = /^\{(?:"\w+":null,?)*\}$/;

/** The refusal that an answer comes to which holds nothing, because subgraphs had too much to do. */
export function overloadOf({ errors, data }: Answer): GraphQLError | undefined {
  if (errors.length === 0 || data === undefined || !nothing.test(data)) return undefined;
  const waits = errors.map(({ extensions }) => extensions['retryAfter']);
  return waits.every((wait) => typeof wait === 'number') ? overloaded(Math.max(...waits)) : undefined;
}
