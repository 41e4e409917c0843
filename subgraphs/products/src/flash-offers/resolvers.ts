import { badUserInput } from '@cartwright/errors';
import { toMoney } from '@cartwright/graph';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';
import type { ShownOffer } from './following/offer-followers.ts';
import { remainingShare, statusOf, type FlashOffer } from './rules/flash-offer.ts';

/** So many pieces of a variant at a lower price for a while. */
export const resolvers = {
  Query: {
    flashOffers: (_root, args, { flashOffers }) => flashOffers.readOffers(args),
  },
  Mutation: {
    flashOfferCreate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.flashOffers.createOffer({ ...input, staffId });
      switch (outcome.kind) {
        case 'created':
          return { __typename: 'FlashOfferCreateSuccess', flashOffer: afterChange(context, outcome.offer) };
        case 'variant-not-found': {
          const message = 'No such variant.';
          return { __typename: 'VariantNotFoundError', message, variantId: input.variantId };
        }
        case 'offer-open': {
          const message = 'The variant has a flash offer already.';
          return { __typename: 'FlashOfferOpenError', message, flashOfferId: outcome.offerId };
        }
        case 'sale-overlaps': {
          const message = 'The variant has another sale at that time.';
          return { __typename: 'SaleOverlapsError', message, saleIds: [...outcome.saleIds] };
        }
        case 'too-many-sales': {
          const message = `A variant has at most ${outcome.limit} sales that are to come or run.`;
          return { __typename: 'TooManySalesError', message, limit: outcome.limit };
        }
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    flashOfferUpdate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.flashOffers.updateOffer({ ...input, staffId });
      switch (outcome.kind) {
        case 'updated':
          return { __typename: 'FlashOfferUpdateSuccess', flashOffer: afterChange(context, outcome.offer) };
        case 'taken': {
          const message = 'Orders have taken more pieces than that.';
          return { __typename: 'FlashOfferTakenError', message, quantityTaken: outcome.pieces };
        }
        case 'not-found':
          return notFound(input.id);
        case 'ended':
          return endedError;
        case 'changed-meanwhile':
          return changedError(outcome.version);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    flashOfferCancel: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.flashOffers.cancelOffer({ ...input, staffId });
      switch (outcome.kind) {
        case 'cancelled':
          return { __typename: 'FlashOfferCancelSuccess', flashOffer: afterChange(context, outcome.offer) };
        case 'not-found':
          return notFound(input.id);
        case 'ended':
          return endedError;
        case 'changed-meanwhile':
          return changedError(outcome.version);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
  Subscription: {
    flashOfferChanged: {
      subscribe: async (_root, { variantId }, { flashOffers }) => {
        const events = await flashOffers.followOffer(variantId);
        if (events === null) throw badUserInput('The variant has no flash offer.', 'variantId');
        return events;
      },
      resolve: (shown: ShownOffer) => shown,
    },
  },
  FlashOfferChange: {
    variant: ({ variantId }, _args, { catalogue }) => catalogue.loaders.variant.load(variantId),
  },
  ProductVariant: {
    flashOffer: ({ id }, _args, { flashOffers }) => flashOffers.offerOf.load(id),
  },
  FlashOffer: {
    variant: ({ variantId }, _args, { catalogue }) => catalogue.loaders.variant.load(variantId),
    price: ({ amountMinor, currency }) => toMoney(amountMinor, currency),
    status: (offer, _args, { flashOffers }) => statusOf(offer, flashOffers.now()),
    remainingShare,
  },
} satisfies Resolvers;

/** What is read of prices and offers from now on is read again. */
function afterChange(
  { flashOffers, pricing, priceHistory, catalogue }: Context,
  offer: FlashOffer,
): FlashOffer {
  flashOffers.offerOf.clearAll();
  pricing.salesOf.clearAll();
  priceHistory.forget();
  catalogue.afterChange();
  return offer;
}

function notFound(flashOfferId: string) {
  return {
    __typename: 'FlashOfferNotFoundError',
    message: 'There is no such flash offer.',
    flashOfferId,
  } as const;
}

const endedError = { __typename: 'FlashOfferEndedError', message: 'The flash offer is over.' } as const;

function changedError(version: number) {
  const message = 'Somebody else has changed the flash offer. Please look at it again.';
  return { __typename: 'FlashOfferChangedError', message, version } as const;
}
