import { graphqlError } from '@cartwright/errors';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import { PicturesBusyError, RendererMissingError } from './errors.ts';
import type { UploadFault } from './use-cases/take-upload.ts';

/** Where pictures are, what to show until they are there, and how they come. */
export const resolvers = {
  Mutation: {
    mediaUploadCreate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.media.createUpload({ ...input, staffId });
      switch (outcome.kind) {
        case 'created': {
          const { id: uploadId, request, expiresAt } = outcome;
          const upload = { ...request, headers: [...request.headers], method: 'PUT', expiresAt };
          return { __typename: 'MediaUploadCreateSuccess', uploadId, upload };
        }
        case 'no-storage':
          throw graphqlError('UNAVAILABLE', 'This store takes no files.');
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    mediaUploadComplete: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.media.completeUpload({ ...input, staffId }).catch(explain);
      switch (outcome.kind) {
        case 'completed':
          return { __typename: 'MediaUploadCompleteSuccess', file: outcome.file };
        case 'not-found':
          return {
            __typename: 'UploadNotFoundError',
            message: 'There is no such upload.',
            uploadId: input.id,
          };
        case 'refused':
          return { __typename: 'UploadRefusedError', message: messages[outcome.fault], fault: outcome.fault };
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

const messages: Readonly<Record<UploadFault, string>> = {
  ANIMATED: 'This picture moves. Please send one that stands still.',
  NOT_ARRIVED: 'Nothing has arrived yet. Please send the file first.',
  TOO_MANY_PIXELS: 'This picture is too large: 50 megapixels at most.',
  UNREADABLE: 'This file is broken, and its picture cannot be read.',
  WRONG_SIZE: 'This file is not as long as was said before.',
  WRONG_TYPE: 'This is not a file that can be used here.',
};

function explain(error: unknown): never {
  if (error instanceof PicturesBusyError)
    throw graphqlError('UNAVAILABLE', 'Too many pictures are being made at the moment. Try again shortly.');
  if (error instanceof RendererMissingError)
    throw graphqlError('UNAVAILABLE', 'No pictures can be stored on this machine.');
  throw error;
}
