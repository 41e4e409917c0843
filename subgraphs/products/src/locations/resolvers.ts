import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context, StockLocationRow } from '../graphql.ts';
import type { LocationInUse } from './use-cases/change-locations.ts';

/** The places at which stock is kept, and what is at each. */
export const resolvers = {
  Query: {
    stockLocations: (_root, _args, { locations }) => locations.readLocations(),
    orderStock: (_root, { orderId }, { locations }) => locations.readOrderStock(orderId),
    pickupLocations: async (_root, _args, { locations }) =>
      (await locations.readLocations()).filter(({ active, allowsPickup }) => active && allowsPickup),
  },
  Mutation: {
    stockLocationCreate: async (_root, { input }, context) => {
      const outcome = await context.locations.createLocation({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'created':
          return { __typename: 'StockLocationCreateSuccess', location: outcome.location };
        case 'too-many-locations': {
          const { limit } = outcome;
          const message = `There are ${limit} locations already; please archive some first.`;
          return { __typename: 'TooManyStockLocationsError', message, limit };
        }
        case 'name-taken':
          return nameTaken(outcome.name);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    stockLocationUpdate: async (_root, { input }, context) => {
      const outcome = await context.locations.updateLocation({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'changed':
          return { __typename: 'StockLocationUpdateSuccess', location: outcome.location };
        case 'location-not-found':
          return locationNotFound(input.id);
        case 'location-changed':
          return locationChanged(outcome.location);
        case 'location-in-use':
          return locationInUse(outcome);
        case 'name-taken':
          return nameTaken(outcome.name);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    stockLocationArchive: async (_root, { input }, context) => {
      const outcome = await context.locations.archiveLocation({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'changed':
          return { __typename: 'StockLocationArchiveSuccess', location: outcome.location };
        case 'location-not-found':
          return locationNotFound(input.id);
        case 'location-changed':
          return locationChanged(outcome.location);
        case 'location-in-use':
          return locationInUse(outcome);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
  ProductVariant: {
    pickupAvailability: async ({ id, available }, _args, { locations }) =>
      (await locations.loaders.pickup.load(id)).map(({ free, ...location }) => ({
        location,
        available: available > 0 && free > 0,
      })),
  },
  VariantStock: {
    levels: ({ variantId }, _args, { locations }) => locations.loaders.levels.load(variantId),
  },
  StockLevel: {
    location: ({ locationId }, _args, { locations }) => locations.location(locationId),
    available: ({ onHand, reserved }) => onHand - reserved,
  },
  OrderStockLine: {
    location: ({ locationId }, _args, { locations }) => locations.location(locationId),
  },
  StockMovement: {
    location: ({ locationId }, _args, { locations }) => locations.location(locationId),
  },
} satisfies Resolvers;

function who(context: Context) {
  return { staffId: requireViewer(context).id };
}

function locationNotFound(locationId: string) {
  const message = 'There is no such location.';
  return { __typename: 'StockLocationNotFoundError', message, locationId } as const;
}

function locationChanged(location: StockLocationRow) {
  const message = 'Somebody has changed this location meanwhile.';
  return { __typename: 'StockLocationChangedError', message, location } as const;
}

function locationInUse(use: LocationInUse) {
  const { onHand, reserved, transfersInTransit, inboundShipmentsOpen } = use;
  const counts = { onHand, reserved, transfersInTransit, inboundShipmentsOpen };
  const message = 'The location is still needed: it is the default one, or something is there or on its way.';
  return { __typename: 'StockLocationInUseError', message, ...counts } as const;
}

function nameTaken(name: string) {
  return {
    __typename: 'StockLocationNameTakenError',
    message: 'Another location has this name.',
    name,
  } as const;
}
