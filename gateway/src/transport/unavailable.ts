import { overloaded } from '@cartwright/errors';
import type { SubgraphResponse } from './subgraph-transport.ts';

/** Stands in for the answer of a subgraph that gave none; its error names no path, for it is about all that was asked. */
export function unavailable(subgraph: string): SubgraphResponse {
  const message = `The ${subgraph} service is not available at the moment. Try again shortly.`;
  return { errors: [{ message, extensions: { code: 'UNAVAILABLE' } }] };
}

/** Stands in for the answer of a subgraph that has too much to do, and says when to come again. */
export function overloadedSubgraph(retryAfter: number): SubgraphResponse {
  const { message, extensions } = overloaded(retryAfter);
  return { errors: [{ message, extensions: { code: extensions['code'], retryAfter } }] };
}
