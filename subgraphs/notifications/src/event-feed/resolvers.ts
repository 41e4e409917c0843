import type { Resolvers } from '../generated/graphql.ts';

/** The feed of events, for staff and machines. */
export const resolvers = {
  Query: {
    events: (_root, args, { eventFeed }) => eventFeed.readEvents(args),
  },
  StoreEvent: {
    position: ({ position }) => String(position),
  },
} satisfies Resolvers;
