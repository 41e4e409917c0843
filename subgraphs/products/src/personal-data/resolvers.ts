import { isId } from '@cartwright/graph';
import type { Resolvers } from '../generated/graphql.ts';

/** The resolvers of what a person can read of themselves. */
export const resolvers = {
  DataExport: {
    __resolveReference: ({ id }, { personalData }) => (isId(id) ? personalData.loaders.byId.load(id) : null),
    productsData: ({ data }) => data,
  },
} satisfies Resolvers;
