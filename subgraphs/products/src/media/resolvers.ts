import type { Resolvers } from '../generated/graphql.ts';

/** Where pictures are, and what to show until they are there. */
export const resolvers = {
  Image: {
    url: ({ id }, args, { media }) => media.imageUrl(id, args),
    placeholder: (image, _args, { media }) => media.placeholder(image),
  },
} satisfies Resolvers;
