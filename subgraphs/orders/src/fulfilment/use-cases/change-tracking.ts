import { readReason } from '@cartwright/audit';
import type { Viewer } from '@cartwright/identity';
import type { InvalidInput } from '@cartwright/input';
import type { Order } from '../../order/door.ts';
import { readTracking } from '../rules/parcel-input.ts';
import type { Parcel, Tracking } from '../rules/parcel.ts';
import { lockParcel } from './lock-parcel.ts';
import { recordStep, type FulfilmentDependencies, type Sending } from './record-step.ts';

/** Which of the staff says how a parcel is followed. */
export interface ChangeTrackingRequest {
  readonly viewer: Viewer;
  readonly parcelId: string;
  /** As the client gave it. */
  readonly tracking: {
    readonly carrier: string;
    readonly trackingNumber?: string | null | undefined;
    readonly trackingUrl?: string | null | undefined;
  };
  readonly reason?: string | null | undefined;
  readonly traceparent: string;
}

/** How changing a parcel's tracking can end. */
export type ChangeTrackingOutcome =
  | { readonly kind: 'changed'; readonly order: Order; readonly parcel: Parcel }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'delivered'; readonly deliveredAt: Date }
  | InvalidInput;

/** Changes by whom a parcel is carried and how it is followed; what it says already changes nothing. */
export async function changeTracking(
  dependencies: FulfilmentDependencies,
  { viewer, parcelId, tracking, reason, traceparent }: ChangeTrackingRequest,
): Promise<ChangeTrackingOutcome> {
  const read = readTracking(tracking);
  if (read.kind !== 'valid') return read;
  const why = readReason(reason);
  if (why.kind !== 'valid') return why;
  return dependencies.messaging.transact(
    (tx, send) =>
      change(dependencies, { tx, send }, { viewer, parcelId, tracking: read.value, ...why.value }),
    { traceparent },
  );
}

interface Change {
  readonly viewer: Viewer;
  readonly parcelId: string;
  readonly tracking: Tracking;
  readonly reason: string | null;
}

async function change(
  dependencies: FulfilmentDependencies,
  sending: Sending,
  { viewer, parcelId, tracking, reason }: Change,
): Promise<ChangeTrackingOutcome> {
  const found = await lockParcel(dependencies, sending, parcelId);
  if (found === undefined) return { kind: 'not-found' };
  const { order, parcel } = found;
  if (parcel.deliveredAt !== null) return { kind: 'delivered', deliveredAt: parcel.deliveredAt };
  if (isSame(parcel, tracking)) return { kind: 'changed', order, parcel };
  const changed = { ...parcel, ...tracking };
  await dependencies.parcels(sending.tx).save(changed);
  const action = 'ORDER_FULFILLMENT_TRACKING_UPDATE';
  const words = `The parcel ${parcel.number} is carried by ${tracking.carrier}.`;
  const step = { order, code: 'TRACKING_CHANGED', fulfillment: order.fulfillment, words } as const;
  return {
    kind: 'changed',
    order: await recordStep(dependencies, sending, { ...step, viewer, action, reason }),
    parcel: changed,
  };
}

function isSame(one: Tracking, other: Tracking): boolean {
  return (
    one.carrier === other.carrier &&
    one.trackingNumber === other.trackingNumber &&
    one.trackingUrl === other.trackingUrl
  );
}
