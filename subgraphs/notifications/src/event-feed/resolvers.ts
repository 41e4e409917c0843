import type { Resolvers } from '../generated/graphql.ts';

/** The feed of events, for staff and machines. */
export const resolvers = {
  Query: {
    events: (_root, { filters, ...page }, { eventFeed }) => eventFeed.readEvents({ ...page, ...filters }),
  },
  StoreEvent: {
    position: ({ position }) => String(position),
  },
} satisfies Resolvers;
