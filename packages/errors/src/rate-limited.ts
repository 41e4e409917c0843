import type { GraphQLError } from 'graphql';
import { graphqlError } from './graphql-error.ts';

/**
 * Makes the error for who has asked too often. `extensions.retryAfter` says in how many whole seconds the same may be asked
 * again, at least one; over HTTP the header Retry-After does.
 */
export function rateLimited(waitMs: number, what = 'Too many requests'): GraphQLError {
  const retryAfter = Math.max(1, Math.ceil(waitMs / 1000));
  const http = { status: 429, headers: new Map([['retry-after', String(retryAfter)]]) };
  return graphqlError('RATE_LIMITED', `${what}: try again in ${retryAfter} s.`, { retryAfter, http });
}
