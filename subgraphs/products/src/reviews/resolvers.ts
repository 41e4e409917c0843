import { invalidInputError } from '@cartwright/input';
import { hasPermission, optionalViewer, requireCustomer, requireViewer } from '@cartwright/identity';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';
import { productNotFound } from '../catalogue/door.ts';
import { ratingDistribution } from './rules/rating-distribution.ts';
import type { AnswerOutcome } from './use-cases/answer-review.ts';
import type { ModerateReview } from './use-cases/moderate-review.ts';
import type { VoteOnReview, VoteOutcome } from './use-cases/vote-on-review.ts';

/** Reviews and ratings of products: writing them, changing them, and what staff hide. */
export const resolvers = {
  Query: {
    review: (_root, { id }, context) => context.reviews.readReview(id, () => optionalViewer(context)),
    hiddenReviews: (_root, page, context) => context.reviews.listHiddenReviews(page),
    reportedReviews: (_root, page, context) => context.reviews.listReportedReviews(page),
  },
  Mutation: {
    reviewCreate: async (_root, { input }, context) => {
      const { id: customerId } = requireViewer(context);
      const { productId } = input;
      const outcome = await context.reviews.createReview({ ...input, customerId });
      switch (outcome.kind) {
        case 'created':
          return {
            __typename: 'ReviewCreateSuccess',
            review: outcome.review,
            product: await reviewed(outcome.review, context),
          };
        case 'product-not-found':
          return productNotFound(productId);
        case 'already-reviewed':
          return { __typename: 'AlreadyReviewedError', message: 'You have reviewed this product already.' };
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    reviewUpdate: async (_root, { input: { id, ...change } }, context) => {
      const { id: customerId } = requireCustomer(context);
      const outcome = await context.reviews.changeReview({ customerId, id }, change);
      switch (outcome.kind) {
        case 'updated':
          return {
            __typename: 'ReviewUpdateSuccess',
            review: outcome.review,
            product: await shown(outcome.review, context),
          };
        case 'review-not-found':
          return reviewNotFound(id);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    reviewDelete: async (_root, { input: { id } }, context) => {
      const { id: customerId } = requireCustomer(context);
      const outcome = await context.reviews.deleteReview({ customerId, id });
      if (outcome.kind === 'review-not-found') return reviewNotFound(id);
      return { __typename: 'ReviewDeleteSuccess', reviewId: id, product: await shown(outcome, context) };
    },
    reviewVote: async (_root, { input }, context) => {
      const outcome = await vote(input, context);
      switch (outcome.kind) {
        case 'voted':
          return { __typename: 'ReviewVoteSuccess', review: outcome.review };
        case 'own-review':
          return ownReview(input.id);
        case 'review-not-found':
          return reviewNotFound(input.id);
      }
    },
    reviewVoteDelete: async (_root, { input: { id } }, context) => {
      const outcome = await vote({ id, isHelpful: null }, context);
      if (outcome.kind !== 'voted') return reviewNotFound(id);
      return { __typename: 'ReviewVoteDeleteSuccess', review: outcome.review };
    },
    reviewAnswer: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.reviews.answerReview({ ...input, staffId });
      if (outcome.kind !== 'answered') return unanswered(outcome, input.id);
      return { __typename: 'ReviewAnswerSuccess', review: outcome.review };
    },
    reviewAnswerDelete: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.reviews.deleteAnswer({ ...input, staffId });
      if (outcome.kind !== 'answered') return unanswered(outcome, input.id);
      return { __typename: 'ReviewAnswerDeleteSuccess', review: outcome.review };
    },
    reviewReport: async (_root, { input }, context) => {
      const { id: customerId } = requireCustomer(context);
      const outcome = await context.reviews.reportReview({ ...input, customerId });
      switch (outcome.kind) {
        case 'reported':
          return { __typename: 'ReviewReportSuccess', review: outcome.review };
        case 'already-reported':
          return { __typename: 'AlreadyReportedError', message: 'You have reported this review already.' };
        case 'own-review':
          return ownReview(input.id);
        case 'review-not-found':
          return reviewNotFound(input.id);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    reviewReportsDismiss: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.reviews.dismissReports({ ...input, staffId });
      switch (outcome.kind) {
        case 'dismissed':
          return { __typename: 'ReviewReportsDismissSuccess', review: outcome.review };
        case 'review-not-found':
          return reviewNotFound(input.id);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    reviewPhotosDelete: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.reviews.deleteReviewPhotos({ ...input, staffId });
      if (outcome.kind === 'review-not-found') return reviewNotFound(input.id);
      if (outcome.kind === 'invalid-input') return invalidInputError(outcome.fields);
      return { __typename: 'ReviewPhotosDeleteSuccess', review: outcome.review };
    },
    reviewHide: (_root, { input }, context) => moderate({ ...input, action: 'HIDE' }, context),
    reviewShow: (_root, { input }, context) => moderate({ ...input, action: 'SHOW' }, context),
  },
  Product: {
    rating: ({ ratingAverage, ratingCount, ratingCounts }) => ({
      average: ratingCount === 0 ? null : ratingAverage,
      count: ratingCount,
      distribution: ratingDistribution(ratingCounts),
    }),
    reviews: (product, { filters, ...page }, { reviews }) =>
      reviews.listReviews(product, { ...page, ...filters }),
    viewerReview: ({ id }, _args, { reviews }) => reviews.loaders.own.load(id),
  },
  Review: {
    __resolveReference: ({ id }, context) => context.reviews.readReview(id, () => optionalViewer(context)),
    product: ({ productId }, _args, context) => productSeenBy(productId, context),
    isVerifiedPurchase: async ({ id }, _args, { reviews }) =>
      (await reviews.loaders.verified.load(id)) !== null,
    answer: ({ answerBody: body, answeredAt, answerEditedAt: editedAt }) =>
      body === null || answeredAt === null ? null : { body, answeredAt, editedAt },
    isHidden: ({ hiddenAt }) => hiddenAt !== null,
    viewerVote: ({ id }, _args, { reviews }) => reviews.loaders.ownVote.load(id),
    reports: ({ id }, _args, { reviews }) => reviews.loaders.openReports.load(id),
    moderations: ({ id }, _args, { reviews }) => reviews.loaders.moderations.load(id),
  },
  ReviewModeration: {
    staff: ({ staffId }) => ({ __typename: 'User', id: staffId }),
  },
} satisfies Resolvers;

/** Votes, and has `viewerVote` read what is so after it. */
async function vote(input: Omit<VoteOnReview, 'customerId'>, context: Context): Promise<VoteOutcome> {
  const { id: customerId } = requireCustomer(context);
  const outcome = await context.reviews.voteOnReview({ ...input, customerId });
  context.reviews.loaders.ownVote.clear(input.id);
  return outcome;
}

async function moderate(input: Omit<ModerateReview, 'staffId'>, context: Context) {
  const { id: staffId } = requireViewer(context);
  const outcome = await context.reviews.moderateReview({ ...input, staffId });
  switch (outcome.kind) {
    case 'moderated':
      return {
        __typename: 'ReviewModerateSuccess' as const,
        review: outcome.review,
        product: await reviewed(outcome.review, context),
      };
    case 'review-not-found':
      return reviewNotFound(input.id);
    case 'invalid-input':
      return invalidInputError(outcome.fields);
  }
}

function unanswered(outcome: Exclude<AnswerOutcome, { readonly kind: 'answered' }>, id: string) {
  return outcome.kind === 'invalid-input' ? invalidInputError(outcome.fields) : reviewNotFound(id);
}

function ownReview(reviewId: string) {
  return { __typename: 'OwnReviewError', message: 'This review is your own.', reviewId } as const;
}

function reviewNotFound(reviewId: string) {
  return { __typename: 'ReviewNotFoundError', message: 'There is no such review.', reviewId } as const;
}

/** A reviewed product as its author may see it after the change; null where shoppers do not see it any more. */
function shown({ productId }: { readonly productId: string }, { catalogue }: Context) {
  catalogue.forget();
  return catalogue.loaders.product.load(productId);
}

/** Whoever moderates reviews sees what they are of, though shoppers may not. */
async function productSeenBy(productId: string, context: Context) {
  const { catalogue } = context;
  const product = await catalogue.loaders.product.load(productId);
  if (product !== null || !hasPermission(optionalViewer(context), 'REVIEWS_MODERATE')) return product;
  return catalogue.ofStaff().product.load(productId);
}

/** A reviewed product, shown or not, as it is after the change. */
async function reviewed({ productId }: { readonly productId: string }, { catalogue }: Context) {
  const product = await catalogue.afterChange().product.load(productId);
  if (product === null) throw new Error(`Product ${productId} is gone`);
  return product;
}
