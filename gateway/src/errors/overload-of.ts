import { overloaded } from '@cartwright/errors';
import type { GraphQLError } from 'graphql';
import type { Answer } from '../execution/answer.ts';

const nothing = /^\{(?:"\w+":null,?)*\}$/;

/** The refusal that an answer comes to which holds nothing, because subgraphs had too much to do. */
export function overloadOf({ errors, data }: Answer): GraphQLError | undefined {
  if (errors.length === 0 || data === undefined || !nothing.test(data)) return undefined;
  const waits = errors.map(overloadWait);
  return waits.every((wait) => wait !== undefined) ? overloaded(Math.max(...waits)) : undefined;
}

/** Seconds to wait for a subgraph with too much to do; one that is merely away says none, and a rate's wait is not for everybody. */
function overloadWait({ extensions: { code, retryAfter } }: GraphQLError): number | undefined {
  return code === 'UNAVAILABLE' && typeof retryAfter === 'number' ? retryAfter : undefined;
}
