import { keyReusedError, readIdempotencyKey } from '@cartwright/idempotency';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import type { StockTransferRow } from '../graphql.ts';
import { inTransit } from './rules/stock-transfer.ts';

/** Pieces on their way from one location to another. */
export const resolvers = {
  Query: {
    stockTransfers: (_root, page, { stockTransfers }) => stockTransfers.readTransfers(page),
  },
  Mutation: {
    stockTransferCreate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const idempotencyKey = readIdempotencyKey(input.idempotencyKey);
      const outcome = await context.stockTransfers.createTransfer({ ...input, staffId, idempotencyKey });
      switch (outcome.kind) {
        case 'sent':
          context.catalogue.forget();
          return { __typename: 'StockTransferCreateSuccess', transfer: outcome.transfer };
        case 'location-not-found': {
          const { locationId } = outcome;
          return {
            __typename: 'StockLocationNotFoundError',
            message: 'There is no such location.',
            locationId,
          };
        }
        case 'location-inactive': {
          const { locationId } = outcome;
          return {
            __typename: 'StockLocationInactiveError',
            message: 'The location is not used.',
            locationId,
          };
        }
        case 'not-found':
          return {
            __typename: 'VariantNotFoundError',
            ...{ message: 'No such variant.', variantId: outcome.variantId },
          };
        case 'bundle':
          return {
            __typename: 'BundleStockError',
            message: 'This variant is a bundle: please send its parts.',
            variantId: outcome.variantId,
          };
        case 'insufficient': {
          const message = 'There is less at the location than was to be sent.';
          const { variantId, available: quantityAvailable } = outcome;
          return { __typename: 'StockTransferShortError', message, variantId, quantityAvailable };
        }
        case 'key-reused':
          return keyReusedError;
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    stockTransferReceive: async (_root, { input: { lines, ...input } }, context) => {
      const { id: staffId } = requireViewer(context);
      const idempotencyKey = readIdempotencyKey(input.idempotencyKey);
      const arrivals =
        lines?.map(({ variantId, quantityReceived, quantityLost = 0 }) => ({
          ...{ variantId, received: quantityReceived, missed: quantityLost },
        })) ?? null;
      const wanted = { ...input, staffId, idempotencyKey, arrivals };
      const outcome = await context.stockTransfers.receiveTransfer(wanted);
      context.catalogue.forget();
      switch (outcome.kind) {
        case 'received':
          return { __typename: 'StockTransferReceiveSuccess', transfer: outcome.transfer };
        case 'not-found':
          return transferNotFound(input.id);
        case 'ended-otherwise':
          return endedOtherwise(outcome.transfer);
        case 'key-reused':
          return keyReusedError;
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    stockTransferCancel: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.stockTransfers.cancelTransfer({ ...input, staffId });
      context.catalogue.forget();
      switch (outcome.kind) {
        case 'cancelled':
          return { __typename: 'StockTransferCancelSuccess', transfer: outcome.transfer };
        case 'not-found':
          return transferNotFound(input.id);
        case 'ended-otherwise':
          return endedOtherwise(outcome.transfer);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
  StockTransfer: {
    from: ({ fromLocationId }, _args, { locations }) => locations.location(fromLocationId),
    to: ({ toLocationId }, _args, { locations }) => locations.location(toLocationId),
    lines: ({ lines }) => [...lines],
  },
  StockTransferLine: {
    quantityReceived: ({ received }) => received,
    quantityLost: ({ lost }) => lost,
    quantityReturned: ({ returned }) => returned,
    quantityInTransit: inTransit,
  },
} satisfies Resolvers;

function transferNotFound(transferId: string) {
  return {
    __typename: 'StockTransferNotFoundError',
    message: 'There is no such transfer.',
    transferId,
  } as const;
}

function endedOtherwise(transfer: StockTransferRow) {
  const message = 'The transfer has ended the other way already.';
  return { __typename: 'StockTransferEndedError', message, transfer } as const;
}
