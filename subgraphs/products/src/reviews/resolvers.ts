import { requireCustomer } from '@cartwright/identity';
import type { Resolvers } from '../generated/graphql.ts';

/** Reviews and ratings of products, and writing a review. */
export const resolvers = {
  Mutation: {
    reviewCreate: async (_root, { input }, context) => {
      const { id: customerId } = requireCustomer(context);
      const { productId } = input;
      const outcome = await context.reviews.createReview({ ...input, customerId });
      switch (outcome.kind) {
        case 'created':
          return { __typename: 'ReviewCreateSuccess', review: outcome.review, product: outcome.product };
        case 'product-not-found':
          return { __typename: 'ProductNotFoundError', message: 'No such product.', productId };
        case 'already-reviewed':
          return { __typename: 'AlreadyReviewedError', message: 'You have reviewed this product already.' };
        case 'invalid':
          return { __typename: 'InvalidReviewError', message: messages[outcome.field], field: outcome.field };
      }
    },
  },
  Product: {
    rating: ({ ratingAverage, ratingCount }) => ({
      average: ratingCount === 0 ? null : ratingAverage,
      count: ratingCount,
    }),
    reviews: (product, args, { reviews }) => reviews.listReviews(product, args),
  },
} satisfies Resolvers;

const messages = {
  rating: 'Rate the product with 1 to 5 stars.',
  title: 'Give the review a title of at most 120 characters.',
  body: 'Write at least a word, and at most 5,000 characters.',
};
