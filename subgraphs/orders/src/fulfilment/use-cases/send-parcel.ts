import { readReason } from '@cartwright/audit';
import { fulfillmentShipped, message } from '@cartwright/events';
import { isId } from '@cartwright/graph';
import { fingerprint, type KeyReused } from '@cartwright/idempotency';
import { ownerIds, type Viewer } from '@cartwright/identity';
import type { InvalidInput } from '@cartwright/input';
import { orderSnapshot, type Order, type OrderWithLines } from '../../order/door.ts';
import { parcelContents, type ParcelContents } from '../rules/parcel-contents.ts';
import { readParcel, type ParcelWish } from '../rules/parcel-input.ts';
import { parcelSnapshot } from '../rules/parcel-snapshot.ts';
import { fulfillmentOf, shippedCode, type Parcel, type ParcelLine } from '../rules/parcel.ts';
import { recordStep, type FulfilmentDependencies, type Sending } from './record-step.ts';

/** Which of the staff sends what. */
export interface SendParcelRequest {
  readonly viewer: Viewer;
  readonly orderId: string;
  readonly idempotencyKey: string;
  /** As the client gave it. */
  readonly parcel: {
    readonly carrier: string;
    readonly trackingNumber?: string | null | undefined;
    readonly trackingUrl?: string | null | undefined;
    readonly lines?: readonly ParcelLine[] | null | undefined;
  };
  readonly reason?: string | null | undefined;
  readonly traceparent: string;
}

/** How sending a parcel can end. */
export type SendParcelOutcome =
  | { readonly kind: 'shipped'; readonly order: Order; readonly parcel: Parcel }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-fulfillable'; readonly order: Order }
  | Extract<ParcelContents, { kind: 'excess' }>
  | InvalidInput
  | KeyReused;

/** What a key stands for. */
interface Kept {
  readonly orderId: string;
  readonly parcelId: string;
}

/** Sends a parcel with all or some of a confirmed order, once per idempotency key. */
export async function sendParcel(
  dependencies: FulfilmentDependencies,
  { viewer, orderId, idempotencyKey: key, parcel, reason, traceparent }: SendParcelRequest,
): Promise<SendParcelOutcome> {
  const read = readParcel(parcel);
  if (read.kind !== 'valid') return read;
  const why = readReason(reason);
  if (why.kind !== 'valid') return why;
  if (!isId(orderId)) return { kind: 'not-found' };
  const wish = { ...read.value, ...why.value, viewer, orderId };
  const { messaging, once, now } = dependencies;
  const operation = 'orderFulfillmentCreate';
  const print = fingerprint({ orderId, parcel: read.value });
  const use = { ownerIds: ownerIds(viewer), operation, key, fingerprint: print };
  return messaging.transact(
    (tx, send) =>
      once<SendParcelOutcome, Kept>(
        tx,
        { use, now: now() },
        {
          change: () => ship(dependencies, { tx, send }, wish),
          keep: (outcome) =>
            outcome.kind === 'shipped' ? { orderId, parcelId: outcome.parcel.id } : undefined,
          replay: (kept) => replay(dependencies, tx, kept),
        },
      ),
    { traceparent },
  );
}

interface Wish extends ParcelWish {
  readonly viewer: Viewer;
  readonly orderId: string;
  readonly reason: string | null;
}

async function ship(
  dependencies: FulfilmentDependencies,
  sending: Sending,
  wish: Wish,
): Promise<SendParcelOutcome> {
  const [order] = await dependencies.checkouts(sending.tx).lock([wish.orderId]);
  if (order === undefined) return { kind: 'not-found' };
  const sent = await dependencies.parcels(sending.tx).ofOrder(order.id);
  const contents = parcelContents(order, sent, wish.lines);
  if (contents.kind === 'not-fulfillable') return { ...contents, order };
  if (contents.kind !== 'contents') return contents;
  const parcel = newParcel(dependencies, wish, { order, sent, lines: contents.lines });
  return store(dependencies, sending, { order, parcel, by: wish, sent });
}

function newParcel(
  { newId, now }: FulfilmentDependencies,
  { carrier, trackingNumber, trackingUrl }: Wish,
  { order, sent, lines }: { order: Order; sent: readonly Parcel[]; lines: readonly ParcelLine[] },
): Parcel {
  const number = `${order.number}-${sent.length + 1}`;
  const tracking = { carrier, trackingNumber, trackingUrl };
  return { id: newId(), orderId: order.id, number, ...tracking, shippedAt: now(), deliveredAt: null, lines };
}

interface Shipment {
  readonly order: OrderWithLines;
  readonly parcel: Parcel;
  readonly by: Pick<Wish, 'viewer' | 'reason'>;
  /** The parcels before it. */
  readonly sent: readonly Parcel[];
}

async function store(
  dependencies: FulfilmentDependencies,
  { tx, send }: Sending,
  { order, parcel, by: { viewer, reason }, sent }: Shipment,
): Promise<SendParcelOutcome> {
  const fulfillment = fulfillmentOf(order.lines, [...sent, parcel]);
  const isWholeOrderShipped = fulfillment !== 'PARTIALLY_SHIPPED';
  const code = shippedCode(fulfillment);
  await dependencies.parcels(tx).add(parcel);
  const step = { order, code, fulfillment, viewer, reason, action: 'ORDER_FULFILLMENT_CREATE' } as const;
  const next = await recordStep(dependencies, { tx, send }, step);
  const told = { ...orderSnapshot(next), fulfillment: parcelSnapshot(parcel), isWholeOrderShipped };
  send(message(fulfillmentShipped, told));
  return { kind: 'shipped', order: next, parcel };
}

async function replay(
  { checkouts, parcels }: FulfilmentDependencies,
  tx: Sending['tx'],
  { orderId, parcelId }: Kept,
): Promise<SendParcelOutcome | undefined> {
  const [order] = await checkouts(tx).lock([orderId]);
  const parcel = await parcels(tx).find(parcelId);
  return order === undefined || parcel === undefined ? undefined : { kind: 'shipped', order, parcel };
}
