import { bind, type Statements } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import { parcelLoaders } from './loaders.ts';
import { changeTracking } from './use-cases/change-tracking.ts';
import { deliverParcel } from './use-cases/deliver-parcel.ts';
import type { FulfilmentDependencies } from './use-cases/record-step.ts';
import { sendParcel } from './use-cases/send-parcel.ts';

/** What resolvers find in their context: the use cases of parcels, and loaders that live as long as the operation. */
export function fulfilmentContext(db: Statements<Tables>, dependencies: FulfilmentDependencies) {
  const useCases = bind(dependencies, { sendParcel, changeTracking, deliverParcel });
  return { fulfilment: { loaders: parcelLoaders(db), ...useCases } };
}

export type FulfilmentContext = ReturnType<typeof fulfilmentContext>;
