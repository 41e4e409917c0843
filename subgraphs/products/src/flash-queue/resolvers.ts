import { badUserInput } from '@cartwright/errors';
import { requireViewer } from '@cartwright/identity';
import type { Resolvers } from '../generated/graphql.ts';
import { commitmentTo } from './draw.ts';
import { isDrawn } from './rules/place.ts';
import type { ShownPlace } from './rules/queue-sight.ts';

/** Buyers who wait for their turn before a flash offer. */
export const resolvers = {
  Query: {
    queueStatus: (_root, { flashOfferId }, context) =>
      context.flashQueue.placeIn(flashOfferId, requireViewer(context).id, 'recent'),
  },
  Mutation: {
    queueJoin: async (_root, { input: { flashOfferId } }, context) => {
      const { id: customerId } = requireViewer(context);
      const { kind } = await context.flashQueue.joinQueue({ flashOfferId, customerId });
      if (kind !== 'joined') return refusals[kind](flashOfferId);
      const place = await context.flashQueue.placeIn(flashOfferId, customerId, 'after');
      return place === null ? refusals['not-found'](flashOfferId) : { __typename: 'QueueJoinSuccess', place };
    },
    queueLeave: async (_root, { input: { flashOfferId } }, context) => {
      const { id: customerId } = requireViewer(context);
      if (!(await context.flashQueue.leaveQueue({ flashOfferId, customerId })))
        return refusals['not-found'](flashOfferId);
      const place = await context.flashQueue.placeIn(flashOfferId, customerId, 'after');
      return { __typename: 'QueueLeaveSuccess', place };
    },
  },
  Subscription: {
    queueStatusChanged: {
      subscribe: async (_root, { flashOfferId }, context) => {
        const events = await context.flashQueue.followPlace(flashOfferId, requireViewer(context).id);
        if (events === null) throw badUserInput('You have no place in this queue.', 'flashOfferId');
        return events;
      },
      resolve: (shown: ShownPlace) => shown,
    },
  },
  FlashOffer: {
    draw: (offer) => (offer.drawSeed === null ? null : offer),
  },
  FlashOfferDraw: {
    commitment: ({ drawSeed }) => commitmentTo(drawSeed ?? ''),
    seed: (offer, _args, { flashQueue }) => (isDrawn(offer, flashQueue.now()) ? offer.drawSeed : null),
    tickets: (offer, args, { flashQueue }) => flashQueue.readTickets(offer, args),
  },
} satisfies Resolvers;

const refusals = {
  'not-found': (flashOfferId: string) =>
    ({
      __typename: 'FlashOfferNotFoundError',
      message: 'There is no such flash offer.',
      flashOfferId,
    }) as const,
  'not-queued': () =>
    ({ __typename: 'FlashOfferNotQueuedError', message: 'Nobody has to wait for this offer.' }) as const,
  ended: () => ({ __typename: 'FlashOfferEndedError', message: 'The flash offer is over.' }) as const,
  bought: () =>
    ({ __typename: 'FlashOfferBoughtError', message: 'You have an order of this offer already.' }) as const,
  full: () => ({ __typename: 'QueueFullError', message: 'There is no place left in the queue.' }) as const,
};
