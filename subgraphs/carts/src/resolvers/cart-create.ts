import { requireViewer } from '@cartwright/identity';
import type { MutationResolvers } from '../generated/graphql.ts';
import { cartSuccess } from './cart-success.ts';
import { keyConflict, readIdempotencyKey, readWantedLines, tooManyLines } from './read-input.ts';

/** Starts a cart for the viewer, or gives back the one in use. */
export const cartCreate: NonNullable<MutationResolvers['cartCreate']> = async (_root, { input }, context) => {
  const outcome = await context.useCases.createCart({
    viewer: requireViewer(context),
    idempotencyKey: readIdempotencyKey(input.idempotencyKey),
    currency: input.currencyCode ?? null,
    defaultCurrency: context.defaultCurrency,
    lines: readWantedLines(input.lines ?? []),
    buyer: input.buyerIdentity ?? {},
  });
  switch (outcome.kind) {
    case 'changed':
      return cartSuccess(outcome);
    case 'variant-unavailable':
      return {
        __typename: 'VariantUnavailableError',
        message: outcome.message,
        variantId: outcome.variantId,
      };
    case 'invalid':
      return { __typename: 'InvalidBuyerIdentityError', message: outcome.message, field: outcome.field };
    case 'too-many-lines':
      throw tooManyLines();
    case 'key-conflict':
      throw keyConflict();
  }
};
