import { toTaxedMoney } from '@cartwright/graph';
import { invalidInputError } from '@cartwright/input';
import { clientNetworkOf } from '@cartwright/process';
import type { Resolvers } from '../generated/graphql.ts';
import { cancellationOf, paymentStatusOf } from '../order/door.ts';
import { maskEmail } from './rules.ts';

const sent = 'If there is such an order, its link is on the way to the address that was given with it.';

/** Orders for whoever has no session that owns them. */
export const resolvers = {
  Query: {
    orderLookup: (_root, typed, { lookup, request }) =>
      lookup.lookUpOrder({ ...typed, network: clientNetworkOf(request) }),
    orderByAccessToken: (_root, { token }, context) => context.lookup.openOrder(token),
  },

  Mutation: {
    orderAccessLinkSend: async (_root, { input }, context) => {
      const { traceparent } = context.request;
      const network = clientNetworkOf(context.request);
      const outcome = await context.lookup.sendAccessLink({ ...input, traceparent, network });
      switch (outcome.kind) {
        case 'sent':
          return { __typename: 'OrderAccessLinkSendSuccess', message: sent };
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },

  OrderSummary: {
    paymentStatus: (order) => paymentStatusOf(order),
    fulfillmentStatus: ({ fulfillment }) => fulfillment,
    cancellation: (order) => cancellationOf(order),
    maskedEmail: ({ email }) => maskEmail(email),
    lines: ({ id }, _args, { order: { loaders } }) => loaders.lines.load(id),
    total: ({ totalMinor: grossMinor, taxMinor, currency }) =>
      toTaxedMoney({ grossMinor, taxMinor, netMinor: grossMinor - taxMinor }, currency),
  },
} satisfies Resolvers;
