import { graphqlError } from '@cartwright/errors';

/** Somebody asks who has no account any more, or whom staff keep out. */
export function accountGone(): Error {
  return graphqlError('UNAUTHENTICATED', 'This account no longer exists.');
}
