import { bind, type Statements } from '@cartwright/database';
import { once } from '@cartwright/idempotency';
import type { Room } from '@cartwright/subgraph';
import { recordStaffAction } from '../audit/door.ts';
import { advancing } from '../checkout/door.ts';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { publishes } from './events.ts';
import { parcelLoaders } from './loaders.ts';
import { parcelsWithin } from './repository.ts';
import { resolvers } from './resolvers.ts';
import { changeTracking } from './use-cases/change-tracking.ts';
import { deliverParcel } from './use-cases/deliver-parcel.ts';
import type { FulfilmentDependencies } from './use-cases/record-step.ts';
import { sendParcel } from './use-cases/send-parcel.ts';

/** What the resolvers of this room find. */
export type FulfilmentContext = ReturnType<typeof contextOf>;

/** Sending orders out: which parcels there are, and how far they are. */
export function fulfilmentRoom(parts: Parts): Room<Tables> {
  const { database, newId } = parts;
  const dependencies: FulfilmentDependencies = {
    ...advancing(parts),
    parcels: parcelsWithin,
    once,
    recordStaffAction,
    newId,
    get messaging() {
      return parts.messaging;
    },
  };
  return { resolvers, publishes, context: () => contextOf(database.statements, dependencies) };
}

const contextOf = (db: Statements<Tables>, dependencies: FulfilmentDependencies) => ({
  fulfilment: {
    loaders: parcelLoaders(db),
    ...bind(dependencies, { sendParcel, changeTracking, deliverParcel }),
  },
});
