import { exportReference } from '@cartwright/subgraph';
import type { Resolvers } from '../generated/graphql.ts';

/** The resolvers of what a person can read of themselves. */
export const resolvers = {
  DataExport: {
    __resolveReference: exportReference,
    notificationsData: ({ data }) => data,
  },
} satisfies Resolvers;
