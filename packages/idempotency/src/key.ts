import { badUserInput, graphqlError } from '@cartwright/errors';
import type { GraphQLError } from 'graphql';

/** 8 to 255 printable ASCII characters. */
const pattern = /^[\x20-\x7e]{8,255}$/;

/** Validates an idempotency key. @throws BAD_USER_INPUT naming `idempotencyKey` */
export function readIdempotencyKey(text: string): string {
  if (pattern.test(text)) return text;
  throw badUserInput('An idempotency key has 8 to 255 printable ASCII characters.', 'idempotencyKey');
}

/** Who uses a key for what. */
export interface KeyUse {
  /** The owners whose keys count as the viewer's own, the viewer first: a customer, and the guest that they were. */
  readonly ownerIds: readonly [string, ...string[]];
  /** The mutation: in another one the same key is another key. */
  readonly operation: string;
  readonly key: string;
  /** Of the input, by `fingerprint`: tells a replay from another request under the same key. */
  readonly fingerprint: string;
}

/** The outcome of a request whose key was used with another input before: the union member `IdempotencyKeyReusedError`. */
export interface KeyReused {
  readonly kind: 'key-reused';
}

/** The union member with which every mutation that takes a key answers a reused one. */
export const keyReusedError = {
  __typename: 'IdempotencyKeyReusedError',
  message: 'This idempotency key was used with another input before. Use a new one.',
} as const;

/** The same request is in progress: CONFLICT with `retryable`. */
export function requestUnderWay(): GraphQLError {
  return graphqlError('CONFLICT', 'The same request is under way. Send it again shortly.', {
    retryable: true,
  });
}
