import type { ImageResolvers } from '../generated/graphql.ts';

/** Fields of a picture. */
export const imageResolvers: ImageResolvers = {
  url: ({ id }, _args, { publicUrl }) => `${publicUrl}/media/${id}.svg`,
};
