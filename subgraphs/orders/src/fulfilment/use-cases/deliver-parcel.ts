import { readReason } from '@cartwright/audit';
import type { InvalidInput } from '@cartwright/input';
import { fulfillmentDelivered, message } from '@cartwright/events';
import type { Viewer } from '@cartwright/identity';
import { orderSnapshot, type Order } from '../../order/door.ts';
import { parcelSnapshot } from '../rules/parcel-snapshot.ts';
import { deliveredCode, fulfillmentOf, type Parcel } from '../rules/parcel.ts';
import { lockParcel, type SentParcel } from './lock-parcel.ts';
import { recordStep, type FulfilmentDependencies, type Sending, type GoodsStep } from './record-step.ts';

/** Which of the staff says that a parcel has arrived. */
export interface DeliverParcelRequest {
  readonly viewer: Viewer;
  readonly parcelId: string;
  readonly reason?: string | null | undefined;
  readonly traceparent: string;
}

/** How saying that a parcel has arrived can end. */
export type DeliverParcelOutcome =
  | { readonly kind: 'delivered'; readonly order: Order; readonly parcel: Parcel }
  | { readonly kind: 'not-found' }
  | InvalidInput;

/** Notes that a parcel has arrived; said again, nothing changes. */
export async function deliverParcel(
  dependencies: FulfilmentDependencies,
  { viewer, parcelId, reason, traceparent }: DeliverParcelRequest,
): Promise<DeliverParcelOutcome> {
  const why = readReason(reason);
  if (why.kind !== 'valid') return why;
  return dependencies.messaging.transact(
    async (tx, send) => {
      const found = await lockParcel(dependencies, { tx }, parcelId);
      if (found === undefined) return { kind: 'not-found' };
      const { order, parcel } = found;
      if (parcel.deliveredAt !== null) return { kind: 'delivered', order, parcel };
      return arrive(dependencies, { tx, send }, { ...found, viewer, ...why.value });
    },
    { traceparent },
  );
}

async function arrive(
  dependencies: FulfilmentDependencies,
  sending: Sending,
  { order, parcel, all, ...by }: SentParcel & Pick<GoodsStep, 'viewer' | 'reason'>,
): Promise<DeliverParcelOutcome> {
  const deliveredAt = dependencies.now();
  const arrived = { ...parcel, deliveredAt };
  await dependencies.parcels(sending.tx).save(arrived);
  const fulfillment = fulfillmentOf(
    order.lines,
    all.map((one) => (one.id === parcel.id ? arrived : one)),
  );
  const isWholeOrderDelivered = fulfillment === 'DELIVERED';
  const code = deliveredCode(fulfillment);
  const action = 'ORDER_FULFILLMENT_MARK_DELIVERED';
  const next = await recordStep(dependencies, sending, { order, code, fulfillment, ...by, action });
  if (order.erasedAt !== null) return { kind: 'delivered', order: next, parcel: arrived }; // nobody is left to be told
  const told = { ...orderSnapshot(next), fulfillment: parcelSnapshot(parcel), isWholeOrderDelivered };
  sending.send(message(fulfillmentDelivered, { ...told, deliveredAt: deliveredAt.toISOString() }));
  return { kind: 'delivered', order: next, parcel: arrived };
}
