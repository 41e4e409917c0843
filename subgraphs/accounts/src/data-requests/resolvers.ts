import { isId } from '@cartwright/graph';
import type { Resolvers } from '../generated/graphql.ts';

/** The resolvers of requests about data. */
export const resolvers = {
  DataExport: {
    __resolveReference: ({ id }, { personalData }) => (isId(id) ? personalData.loaders.byId.load(id) : null),
    accountsData: ({ data }) => data,
  },
} satisfies Resolvers;
