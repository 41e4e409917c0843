import type { GraphQLError } from 'graphql';
import { graphqlError } from './graphql-error.ts';

/**
 * Makes the error for what is not worked on, because there is more to do than can be done: 503, and nothing has happened.
 * `extensions.retryAfter` says in how many whole seconds it may be asked again, and so does the header Retry-After.
 */
export function overloaded(retryAfter: number): GraphQLError {
  const http = { status: 503, headers: new Map([['retry-after', String(retryAfter)]]) };
  const message = `There is too much to do at the moment: try again in ${retryAfter} s.`;
  return graphqlError('UNAVAILABLE', message, { retryAfter, http });
}

const mostSeconds = 5;

/** In how many seconds somebody may come again: each somebody else's number, so that they do not all come at once. */
export function comeAgainIn(random: () => number = Math.random): number {
  return 1 + Math.floor(random() * mostSeconds);
}
