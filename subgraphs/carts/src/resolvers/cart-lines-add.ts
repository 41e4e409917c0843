import { requireViewer } from '@cartwright/identity';
import type { MutationResolvers } from '../generated/graphql.ts';
import { cartRefused, cartSuccess } from './cart-success.ts';
import { keyConflict, readIdempotencyKey, readWantedLines, tooManyLines } from './read-input.ts';

/** Puts variants into a cart. */
export const cartLinesAdd: NonNullable<MutationResolvers['cartLinesAdd']> = async (
  _root,
  { input },
  context,
) => {
  const outcome = await context.useCases.addLines({
    viewer: requireViewer(context),
    cartId: input.cartId,
    idempotencyKey: readIdempotencyKey(input.idempotencyKey),
    lines: readWantedLines(input.lines),
  });
  switch (outcome.kind) {
    case 'changed':
      return cartSuccess(outcome);
    case 'not-found':
    case 'not-active':
      return cartRefused(outcome, input.cartId);
    case 'variant-unavailable':
      return {
        __typename: 'VariantUnavailableError',
        message: outcome.message,
        variantId: outcome.variantId,
      };
    case 'too-many-lines':
      throw tooManyLines();
    case 'key-conflict':
      throw keyConflict();
  }
};
