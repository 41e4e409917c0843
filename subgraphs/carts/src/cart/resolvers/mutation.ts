import { keyReusedError, readIdempotencyKey } from '@cartwright/idempotency';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import { metafieldRefusal, showMetafield, tooManyMetafields } from '@cartwright/metafields';
import type { MutationResolvers } from '../../generated/graphql.ts';
import { cartRefused, cartSuccess, cartTooLarge, lineNotFound, variantUnavailable } from './cart-result.ts';
import { readLineUpdates, readWantedLines } from './read-lines.ts';

/** The mutations of a cart: who asks, one use case, one union member per outcome. */
export const Mutation = {
  cartCreate: async (_root, { input }, context) => {
    const outcome = await context.cart.createCart({
      viewer: requireViewer(context),
      idempotencyKey: readIdempotencyKey(input.idempotencyKey),
      currency: input.currencyCode ?? null,
      defaultCurrency: context.cart.defaultCurrency,
      lines: readWantedLines(input.lines ?? []),
      buyer: input.buyerIdentity ?? {},
    });
    switch (outcome.kind) {
      case 'changed':
        return cartSuccess(outcome);
      case 'variant-unavailable':
        return variantUnavailable(outcome);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
      case 'key-reused':
        return keyReusedError;
      case 'too-large':
        return cartTooLarge(outcome);
      case 'too-many-metafields':
        return tooManyMetafields(outcome);
    }
  },

  cartLinesAdd: async (_root, { input: { cartId, ...input } }, context) => {
    const outcome = await context.cart.addCartLines({
      viewer: requireViewer(context),
      cartId,
      idempotencyKey: readIdempotencyKey(input.idempotencyKey),
      lines: readWantedLines(input.lines),
    });
    switch (outcome.kind) {
      case 'changed':
        return cartSuccess(outcome);
      case 'not-found':
      case 'not-active':
        return cartRefused(outcome, cartId);
      case 'variant-unavailable':
        return variantUnavailable(outcome);
      case 'key-reused':
        return keyReusedError;
      case 'too-large':
        return cartTooLarge(outcome);
      case 'too-many-metafields':
        return tooManyMetafields(outcome);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },

  cartLinesUpdate: async (_root, { input: { cartId, lines } }, context) => {
    const viewer = requireViewer(context);
    const outcome = await context.cart.updateCartLines({ viewer, cartId, lines: readLineUpdates(lines) });
    switch (outcome.kind) {
      case 'changed':
        return cartSuccess(outcome);
      case 'not-found':
      case 'not-active':
        return cartRefused(outcome, cartId);
      case 'too-large':
        return cartTooLarge(outcome);
      case 'line-not-found':
        return lineNotFound(outcome);
    }
  },

  cartLinesRemove: async (_root, { input: { cartId, lineIds } }, context) => {
    const viewer = requireViewer(context);
    const outcome = await context.cart.removeCartLines({ viewer, cartId, lineIds });
    return outcome.kind === 'changed' ? cartSuccess(outcome) : cartRefused(outcome, cartId);
  },

  cartClear: async (_root, { input: { cartId } }, context) => {
    const viewer = requireViewer(context);
    const outcome = await context.cart.clearCart({ viewer, cartId });
    return outcome.kind === 'changed' ? cartSuccess(outcome) : cartRefused(outcome, cartId);
  },

  cartClone: async (_root, { input: { cartId, ...input } }, context) => {
    const outcome = await context.cart.cloneCart({
      viewer: requireViewer(context),
      cartId,
      idempotencyKey: readIdempotencyKey(input.idempotencyKey),
    });
    switch (outcome.kind) {
      case 'changed':
        return cartSuccess(outcome);
      case 'not-found':
      case 'not-active':
        return cartRefused(outcome, cartId);
      case 'variant-unavailable':
        return variantUnavailable(outcome);
      case 'too-large':
        return cartTooLarge(outcome);
      case 'key-reused':
        return keyReusedError;
    }
  },

  cartDetailsUpdate: async (_root, { input }, context) => {
    const outcome = await context.cart.updateDetails({ viewer: requireViewer(context), ...input });
    switch (outcome.kind) {
      case 'changed':
        return cartSuccess(outcome);
      case 'not-found':
      case 'not-active':
        return cartRefused(outcome, input.cartId);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },

  cartBuyerIdentityUpdate: async (_root, { input: { cartId, buyerIdentity: buyer } }, context) => {
    const viewer = requireViewer(context);
    const outcome = await context.cart.updateBuyerIdentity({ viewer, cartId, buyer });
    switch (outcome.kind) {
      case 'changed':
        return cartSuccess(outcome);
      case 'not-found':
      case 'not-active':
        return cartRefused(outcome, cartId);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },

  cartDeliveryOptionSelect: async (_root, { input: { cartId, code } }, context) => {
    const viewer = requireViewer(context);
    const outcome = await context.cart.selectDeliveryOption({ viewer, cartId, code });
    switch (outcome.kind) {
      case 'changed':
        return cartSuccess(outcome);
      case 'not-found':
      case 'not-active':
        return cartRefused(outcome, cartId);
      case 'option-unavailable': {
        const message = 'This delivery option is not offered for this cart.';
        return { __typename: 'DeliveryOptionUnavailableError', message, code };
      }
    }
  },

  cartMetafieldsSet: async (_root, { input: { cartId, lineId = null, ...input } }, context) => {
    const viewer = requireViewer(context);
    const outcome = await context.cart.setMetafields({ viewer, cartId, lineId, ...input });
    switch (outcome.kind) {
      case 'changed':
        return cartSuccess(outcome);
      case 'not-found':
      case 'not-active':
        return cartRefused(outcome, cartId);
      case 'line-not-found':
        return lineNotFound(outcome);
      case 'too-many-metafields':
        return tooManyMetafields(outcome);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },

  cartPrivateMetafieldsSet: async (_root, { input: { cartId, lineId = null, ...input } }, context) => {
    const { id: staffId } = requireViewer(context);
    const outcome = await context.cart.setPrivateMetafields({ staffId, cartId, lineId, ...input });
    switch (outcome.kind) {
      case 'set': {
        const metafields = outcome.metafields.map(showMetafield);
        return { __typename: 'CartPrivateMetafieldsSetSuccess', cart: outcome.cart, metafields };
      }
      case 'not-found':
      case 'not-active':
        return cartRefused(outcome, cartId);
      case 'line-not-found':
        return lineNotFound(outcome);
      case 'metafield-changed':
      case 'too-many-metafields':
        return metafieldRefusal(outcome);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },
} satisfies MutationResolvers;
