import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import { productNotFound } from '../catalogue/door.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { takesNoFiles } from '../media/door.ts';

/** Pictures that come from addresses. */
export const resolvers = {
  Query: {
    pictureFetches: (_root, page, { pictureFetches }) => pictureFetches.readFetches(page),
  },
  Mutation: {
    productImagesFetch: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.pictureFetches.askForPictures({ ...input, staffId });
      switch (outcome.kind) {
        case 'asked':
          return { __typename: 'ProductImagesFetchSuccess', fetches: [...outcome.fetches] };
        case 'no-storage':
          throw takesNoFiles();
        case 'not-found':
          return productNotFound(input.productId);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
  PictureFetch: {
    product: ({ productId }, _args, { catalogue }) => catalogue.ofStaff().product.load(productId),
    image: ({ imageId }, _args, { media }) => (imageId === null ? null : media.loaders.image.load(imageId)),
    nextAttemptAt: ({ nextAt }) => nextAt,
  },
} satisfies Resolvers;
