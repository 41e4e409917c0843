import { requireCustomer } from '@cartwright/identity';
import type { MutationResolvers } from '../generated/graphql.ts';

/** Writes the signed-in customer's review of a product. */
export const reviewCreate: NonNullable<MutationResolvers['reviewCreate']> = async (
  _root,
  { input },
  context,
) => {
  const { id: customerId } = requireCustomer(context);
  const outcome = await context.useCases.createReview({ ...input, customerId });
  switch (outcome.kind) {
    case 'created':
      return { __typename: 'ReviewCreateSuccess', review: outcome.review, product: outcome.product };
    case 'product-not-found':
      return { __typename: 'ProductNotFoundError', message: 'No such product.', productId: input.productId };
    case 'already-reviewed':
      return { __typename: 'AlreadyReviewedError', message: 'You have reviewed this product already.' };
    case 'invalid':
      return { __typename: 'InvalidReviewError', message: messages[outcome.field], field: outcome.field };
  }
};

const messages = {
  rating: 'Rate the product with 1 to 5 stars.',
  title: 'Give the review a title of at most 120 characters.',
  body: 'Write at least a word, and at most 5,000 characters.',
};
