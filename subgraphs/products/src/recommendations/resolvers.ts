import { badUserInput } from '@cartwright/errors';
import { ownerIds, requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import { productChanged, productNotFound } from '../catalogue/door.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { mostRecommended } from './rules/intent.ts';

/** What goes with products, and what somebody has looked at. */
export const resolvers = {
  Query: {
    recentlyViewed: async (_root, { first }, context) => {
      const personIds = ownerIds(requireViewer(context));
      const viewed = await context.recommendations.readRecentlyViewed({ personIds, first });
      return context.catalogue.loaders.products(viewed);
    },
  },
  Mutation: {
    productRecommendationsUpdate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.recommendations.pickRecommendations({ ...input, staffId });
      switch (outcome.kind) {
        case 'updated': {
          context.recommendations.forget();
          const product = await context.catalogue.afterChange().product.load(input.id);
          return product === null
            ? productNotFound(input.id)
            : { __typename: 'ProductRecommendationsUpdateSuccess', product };
        }
        case 'not-found':
          return productNotFound(outcome.productId);
        case 'changed-meanwhile':
          return productChanged(outcome.version);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    productViewRecord: async (_root, { input: { productId } }, context) => {
      const viewer = requireViewer(context);
      const asked = { personId: viewer.id, personIds: ownerIds(viewer), productId };
      const { kind } = await context.recommendations.recordView(asked);
      if (kind === 'product-not-found') return productNotFound(productId);
      return { __typename: 'ProductViewRecordSuccess', isRecorded: kind === 'recorded' };
    },
    productViewsUpdate: async (_root, { input: { isRecorded } }, context) => {
      const viewer = requireViewer(context);
      const guestId = viewer.role === 'GUEST' ? viewer.id : (viewer.guestId ?? null);
      const personIds = ownerIds(viewer);
      await context.recommendations.decideOnViews({ personIds, guestId, isWanted: isRecorded });
      return { isRecorded };
    },
  },
  Product: {
    recommendations: async ({ id }, { intent, first }, { recommendations, catalogue: { loaders } }) => {
      if (first < 0 || first > mostRecommended)
        throw badUserInput(`Ask for 0 to ${mostRecommended} recommendations.`, 'first');
      return first === 0 ? [] : (await recommendations.by({ intent, loaders }).load(id)).slice(0, first);
    },
  },
} satisfies Resolvers;
