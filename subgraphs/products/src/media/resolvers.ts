import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import { takesNoFiles, uploadNotFound, uploadRefused, uploadRequest, whyNotNow } from './upload-answers.ts';

/** Where pictures are, what to show until they are there, and how they come. */
export const resolvers = {
  Mutation: {
    mediaUploadCreate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.media.createUpload({ ...input, staffId });
      switch (outcome.kind) {
        case 'created':
          return {
            __typename: 'MediaUploadCreateSuccess',
            uploadId: outcome.id,
            upload: uploadRequest(outcome),
          };
        case 'no-storage':
          throw takesNoFiles();
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    mediaUploadComplete: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.media.completeUpload({ ...input, staffId }).catch(whyNotNow);
      switch (outcome.kind) {
        case 'completed':
          return { __typename: 'MediaUploadCompleteSuccess', file: outcome.file };
        case 'not-found':
          return uploadNotFound(input.id);
        case 'refused':
          return uploadRefused(outcome.fault);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
  Image: {
    url: (image, args, { media }) => media.imageUrl(image, args),
    placeholder: (image, _args, { media }) => media.placeholder(image),
  },
} satisfies Resolvers;
