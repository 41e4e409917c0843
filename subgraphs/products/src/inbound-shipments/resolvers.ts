import { keyReusedError, readIdempotencyKey } from '@cartwright/idempotency';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import type { InboundShipmentRow } from '../graphql.ts';
import { isLate, openOf } from './rules/inbound-shipment.ts';
import type { LineRefusal, ShipmentRefusal } from './use-cases/change-shipment.ts';

/** What suppliers are to bring. */
export const resolvers = {
  Query: {
    inboundShipment: (_root, { id }, { inboundShipments }) => inboundShipments.readShipment(id),
    inboundShipments: (_root, args, { inboundShipments }) => inboundShipments.readShipments(args),
  },
  Mutation: {
    inboundShipmentCreate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const idempotencyKey = readIdempotencyKey(input.idempotencyKey);
      const outcome = await context.inboundShipments.createShipment({ ...input, staffId, idempotencyKey });
      context.catalogue.forget();
      switch (outcome.kind) {
        case 'expected':
          return { __typename: 'InboundShipmentCreateSuccess', shipment: outcome.shipment };
        case 'location-not-found': {
          const message = 'There is no such location.';
          return { __typename: 'StockLocationNotFoundError', message, locationId: outcome.locationId };
        }
        case 'location-inactive': {
          const message = 'The location is not used.';
          return { __typename: 'StockLocationInactiveError', message, locationId: outcome.locationId };
        }
        case 'not-found':
        case 'bundle':
          return lineRefused(outcome);
        case 'key-reused':
          return keyReusedError;
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    inboundShipmentUpdate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.inboundShipments.updateShipment({ ...input, staffId });
      context.catalogue.forget();
      switch (outcome.kind) {
        case 'changed':
          return { __typename: 'InboundShipmentUpdateSuccess', shipment: outcome.shipment };
        case 'shipment-not-found':
        case 'shipment-ended':
          return refused(input.id, outcome);
        case 'changed-meanwhile': {
          const message = 'Somebody has changed this shipment meanwhile.';
          return { __typename: 'InboundShipmentChangedError', message, shipment: outcome.shipment };
        }
        case 'not-found':
        case 'bundle':
          return lineRefused(outcome);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    inboundShipmentReceive: async (_root, { input: { lines, ...input } }, context) => {
      const { id: staffId } = requireViewer(context);
      const idempotencyKey = readIdempotencyKey(input.idempotencyKey);
      const arrivals =
        lines?.map(({ variantId, quantityReceived, quantityRejected = 0 }) => ({
          ...{ variantId, received: quantityReceived, missed: quantityRejected },
        })) ?? null;
      const wanted = { ...input, staffId, idempotencyKey, arrivals };
      const outcome = await context.inboundShipments.receiveShipment(wanted);
      context.catalogue.forget();
      switch (outcome.kind) {
        case 'received':
          return { __typename: 'InboundShipmentReceiveSuccess', shipment: outcome.shipment };
        case 'shipment-not-found':
        case 'shipment-ended':
          return refused(input.id, outcome);
        case 'not-found':
        case 'bundle':
          return lineRefused(outcome);
        case 'insufficient':
          throw new Error('What comes in is never too little');
        case 'key-reused':
          return keyReusedError;
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    inboundShipmentCancel: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.inboundShipments.cancelShipment({ ...input, staffId });
      context.catalogue.forget();
      switch (outcome.kind) {
        case 'changed':
          return { __typename: 'InboundShipmentCancelSuccess', shipment: outcome.shipment };
        case 'shipment-not-found':
        case 'shipment-ended':
          return refused(input.id, outcome);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
  InboundShipment: {
    location: ({ locationId }, _args, { locations }) => locations.location(locationId),
    lines: ({ lines }) => [...lines],
    late: (shipment, _args, { inboundShipments }) => isLate(shipment, inboundShipments.now()),
  },
  InboundShipmentLine: {
    quantityReceived: ({ received }) => received,
    quantityRejected: ({ rejected }) => rejected,
    quantityOpen: openOf,
    variant: ({ variantId }, _args, { catalogue }) => catalogue.ofStaff().variant.load(variantId),
  },
} satisfies Resolvers;

function lineRefused({ kind, variantId }: LineRefusal) {
  if (kind === 'not-found')
    return { __typename: 'VariantNotFoundError', message: 'No such variant.', variantId } as const;
  const message = 'This variant is a bundle: please expect its parts.';
  return { __typename: 'BundleStockError', message, variantId } as const;
}

function refused(shipmentId: string, refusal: ShipmentRefusal) {
  if (refusal.kind === 'shipment-not-found') {
    const message = 'There is no such shipment.';
    return { __typename: 'InboundShipmentNotFoundError', message, shipmentId } as const;
  }
  const shipment: InboundShipmentRow = refusal.shipment;
  const message = 'Nothing more is expected of this shipment.';
  return { __typename: 'InboundShipmentEndedError', message, shipment } as const;
}
