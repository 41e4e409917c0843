import { requireCustomer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import { takesNoFiles, uploadNotFound, uploadRefused, uploadRequest, whyNotNow } from '../media/door.ts';

/** Photos of reviews: how they are sent, and what they are. */
export const resolvers = {
  Mutation: {
    reviewPhotoUploadCreate: async (_root, { input }, context) => {
      const { id: customerId } = requireCustomer(context);
      const outcome = await context.media.createPhotoUpload({ ...input, customerId });
      switch (outcome.kind) {
        case 'created':
          return {
            __typename: 'ReviewPhotoUploadCreateSuccess',
            uploadId: outcome.id,
            upload: uploadRequest(outcome),
          };
        case 'too-many':
          return {
            __typename: 'TooManyReviewPhotosError',
            message: 'You have sent 30 photos within a day. Please try again tomorrow.',
          };
        case 'no-storage':
          throw takesNoFiles();
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    reviewPhotoUploadComplete: async (_root, { input: { id } }, context) => {
      const { id: customerId } = requireCustomer(context);
      const outcome = await context.media.completePhotoUpload({ customerId, id }).catch(whyNotNow);
      switch (outcome.kind) {
        case 'completed': {
          const { width, height } = outcome.file;
          return { __typename: 'ReviewPhotoUploadCompleteSuccess', uploadId: id, width, height };
        }
        case 'not-found':
          return uploadNotFound(id);
        case 'refused':
          return uploadRefused(outcome.fault);
      }
    },
  },
  Review: {
    photos: ({ id }, _args, { reviewPhotos }) => reviewPhotos.ofReview.load(id),
  },
} satisfies Resolvers;
