import { keyReusedError, readIdempotencyKey } from '@cartwright/idempotency';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';
import type { Order } from '../order/door.ts';
import type { ExcessLine } from './rules/parcel-contents.ts';
import { shippedQuantities } from './rules/parcel.ts';

/** Parcels: sent and followed by staff, seen by whoever sees their order. */
export const resolvers = {
  Mutation: {
    orderFulfillmentCreate: async (_root, { input }, context) => {
      const viewer = requireViewer(context);
      const { orderId, idempotencyKey, reason, ...parcel } = input;
      const { traceparent } = context.request;
      readIdempotencyKey(idempotencyKey);
      const request = { viewer, orderId, idempotencyKey, parcel, reason, traceparent };
      const outcome = await context.fulfilment.sendParcel(request);
      switch (outcome.kind) {
        case 'shipped':
          return {
            __typename: 'OrderFulfillmentCreateSuccess',
            order: changed(context, outcome.order),
            fulfillment: outcome.parcel,
          };
        case 'not-found':
          return { __typename: 'OrderNotFoundError', message: 'There is no such order.', orderId };
        case 'not-fulfillable':
          return notFulfillable(outcome.order);
        case 'excess':
          return {
            __typename: 'FulfillmentExcessError',
            message: 'More was to be sent than is still to be sent.',
            lines: [...outcome.lines],
          };
        case 'invalid-input':
          return invalidInputError(outcome.fields);
        case 'key-reused':
          return keyReusedError;
      }
    },

    orderFulfillmentTrackingUpdate: async (_root, { input }, context) => {
      const viewer = requireViewer(context);
      const { fulfillmentId, reason, ...tracking } = input;
      const { traceparent } = context.request;
      const request = { viewer, parcelId: fulfillmentId, tracking, reason, traceparent };
      const outcome = await context.fulfilment.changeTracking(request);
      switch (outcome.kind) {
        case 'changed':
          return {
            __typename: 'OrderFulfillmentTrackingUpdateSuccess',
            order: changed(context, outcome.order),
            fulfillment: outcome.parcel,
          };
        case 'not-found':
          return notFound(fulfillmentId);
        case 'delivered':
          return {
            __typename: 'FulfillmentDeliveredError',
            message: 'The parcel has arrived already.',
            deliveredAt: outcome.deliveredAt,
          };
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },

    orderFulfillmentMarkDelivered: async (_root, { input: { fulfillmentId, reason } }, context) => {
      const viewer = requireViewer(context);
      const { traceparent } = context.request;
      const outcome = await context.fulfilment.deliverParcel({
        viewer,
        parcelId: fulfillmentId,
        reason,
        traceparent,
      });
      switch (outcome.kind) {
        case 'delivered':
          return {
            __typename: 'OrderFulfillmentMarkDeliveredSuccess',
            order: changed(context, outcome.order),
            fulfillment: outcome.parcel,
          };
        case 'not-found':
          return notFound(fulfillmentId);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },

  Order: {
    fulfillments: ({ id }, _args, { fulfilment }) => fulfilment.loaders.ofOrder.load(id),
  },

  OrderLine: {
    quantityShipped: async ({ id, orderId }, _args, { fulfilment }) =>
      shippedQuantities(await fulfilment.loaders.ofOrder.load(orderId)).get(id) ?? 0,
  },

  Fulfillment: {
    status: ({ deliveredAt }) => (deliveredAt === null ? 'SHIPPED' : 'DELIVERED'),
    lines: ({ lines }) => [...lines],
  },

  FulfillmentLine: {
    line: ({ lineId }, _args, context) => lineOf(context, lineId),
  },

  FulfillmentExcessLine: {
    line: ({ lineId }: ExcessLine, _args: object, context: Context) => lineOf(context, lineId),
  },
} satisfies Resolvers;

function changed({ order: { changed: orderChanged }, fulfilment }: Context, order: Order): Order {
  fulfilment.loaders.ofOrder.clear(order.id);
  return orderChanged(order);
}

async function lineOf({ order: { loaders } }: Context, lineId: string) {
  const line = await loaders.line.load(lineId);
  if (line === null) throw new Error(`A parcel has the line ${lineId}, which is gone`);
  return line;
}

function notFound(fulfillmentId: string) {
  return {
    __typename: 'FulfillmentNotFoundError',
    message: 'There is no such parcel.',
    fulfillmentId,
  } as const;
}

function notFulfillable({ status, step, fulfillment }: Order) {
  const message =
    step === 'confirmed'
      ? 'All of the order was sent.'
      : step === 'cancelling' || step === 'cancelled'
        ? 'The order is cancelled, or about to be.'
        : 'The order is not confirmed yet.';
  return { __typename: 'OrderNotFulfillableError', message, status, fulfillmentStatus: fulfillment } as const;
}
