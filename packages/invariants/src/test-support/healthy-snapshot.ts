import { answeringDomains, dataErasureAnswered } from '@cartwright/events';
import { routes } from '../routes.ts';
import type { Snapshot, SnapshotMessage, SnapshotOrder } from '../snapshot.ts';

type Step = SnapshotOrder['timeline'][number];

/** What each order of the healthy store has sent and was sent, by the name of the message and who sends it. */
const conversations: Readonly<Record<string, readonly (readonly [domain: string, type: string])[]>> = {
  sold: [
    ['orders', 'orders.order-placed.v1'],
    ['orders', 'inventory.reserve.v1'],
    ['products', 'inventory.reserved.v1'],
    ['orders', 'orders.order-confirmed.v1'],
  ],
  undone: [
    ['orders', 'orders.order-placed.v1'],
    ['orders', 'inventory.release.v1'],
    ['products', 'inventory.released.v1'],
    ['orders', 'orders.order-cancelled.v1'],
  ],
};

const ordered: readonly SnapshotMessage[] = Object.entries(conversations).flatMap(([businessId, messages]) =>
  messages.map(([domain, type]) => ({ domain, type, businessId, isPublished: true })),
);

/** The customer `gone` is erased, by the request `goodbye`. */
const erasures: Snapshot['erasures'] = answeringDomains.map((domain) => ({
  ...{ domain, customerId: 'gone', personIds: ['gone', 'guest of gone'], requestId: 'goodbye' },
  ...{ isErased: true, waitsFor: null },
}));

const sent: readonly SnapshotMessage[] = [
  ...ordered,
  ...answeringDomains.map((domain) => {
    const { type, businessId } = dataErasureAnswered[domain];
    const answer = { requestId: 'goodbye', customerId: 'gone', waitsFor: null };
    return { domain, type, businessId: businessId(answer), isPublished: true };
  }),
];

/**
 * A store at rest in which all is well: the order `sold` stands, the order `undone` was cancelled after its payment was
 * captured, the order `past` came with the sample data; each was watched, one by asking.
 */
export function healthySnapshot(): Snapshot {
  const people = { erasures, traces: [], observations: observations() };
  const rest = { flashOffers: [], breaches: [], chains: chains() };
  return { ...promises(), ...goods(), ...money(), ...messages(), ...people, ...rest };
}

function chains(): Snapshot['chains'] {
  return [
    { domain: 'products', witness: 'orders', entries: 3, witnessed: 3, broken: null },
    { domain: 'orders', witness: 'accounts', entries: 1, witnessed: 1, broken: null },
  ];
}

const arrived = {
  fulfillment: 'DELIVERED',
  parcels: [{ id: 'parcel of past', isDelivered: true, lines: [{ variantId: 'mug', quantity: 2 }] }],
};
const confirmed = { step: 'confirmed', stock: 'committed', payment: 'captured' };
const cancelled = { step: 'cancelled', stock: 'released', payment: 'refunded' };

function promises(): Pick<Snapshot, 'orders' | 'accepted' | 'refused' | 'quotes' | 'prices' | 'keys'> {
  const accepted = ['sold', 'undone'].map((orderId) => ({
    orderId,
    ownerId: 'buyer',
    key: `key of ${orderId}`,
  }));
  return {
    orders: [
      order('sold', stepsTo('CONFIRMED'), confirmed),
      order('undone', stepsTo('CANCELLED'), cancelled),
      { ...order('past', stepsTo('DELIVERED'), confirmed), ...arrived, isImported: true },
    ],
    accepted,
    refused: [{ ownerId: 'buyer', key: 'key of none', reason: 'PriceChangedError' }],
    quotes: ['sold', 'undone'].map((orderId) => ({ orderId, ...cost })),
    prices: [
      { variantId: 'mug', currency: 'EUR', amountMinor: 750 },
      { variantId: 'mug', currency: 'USD', amountMinor: 900 },
    ],
    keys: accepted.map((key) => ({ ...key, isCompleted: true })),
  };
}

function goods(): Pick<Snapshot, 'stock' | 'reservations' | 'carts'> {
  return {
    stock: [{ variantId: 'mug', available: 8, reserved: 0, sold: 2, received: 10, delivered: 10 }],
    reservations: [
      { orderId: 'sold', status: 'committed', lines },
      { orderId: 'undone', status: 'released', lines },
    ],
    carts: [
      { id: 'cart of sold', status: 'COMPLETED', orderId: 'sold' },
      { id: 'cart of undone', status: 'ACTIVE', orderId: null },
    ],
  };
}

function money(): Pick<Snapshot, 'payments' | 'ledger'> {
  return {
    payments: [payment('sold', 0), payment('undone', price), payment('past', 0)],
    ledger: [charge('sold', 0), charge('undone', price), charge('past', 0)],
  };
}

function messages(): Pick<Snapshot, 'sent' | 'handled' | 'routes' | 'parked' | 'notifications'> {
  const replayed = { domain: 'products', type: 'inventory.reserve.v1', businessId: 'made by hand' };
  const poison = { domain: 'orders', type: 'payments.captured.v1', businessId: 'nonsense' };
  return {
    sent,
    handled: [
      ...sent.flatMap(({ type, businessId }) =>
        routes.filter((route) => route.type === type).map(({ domain }) => ({ domain, type, businessId })),
      ),
      replayed,
    ],
    routes,
    parked: [
      { ...poison, reason: 'It cannot be parsed', explanation: 'it is poison' },
      { ...replayed, reason: 'It broke', explanation: 'replayed' },
    ],
    notifications: [
      notification('sold', 'ORDER_CONFIRMED'),
      notification('undone', 'ORDER_CANCELLED'),
      notification('past', 'ORDER_CONFIRMED'),
    ],
  };
}

function observations(): Snapshot['observations'] {
  const steps = stepsTo('CONFIRMED');
  const some = stepsTo('CANCELLED').filter(({ version }) => version !== 2);
  return [
    { subscriber: 'anna', orderId: 'sold', steps, isComplete: true },
    { subscriber: 'bob', orderId: 'sold', steps: steps.slice(1), isComplete: true },
    { subscriber: 'cleo', orderId: 'undone', steps: some, isComplete: true, isPolling: true },
  ];
}

const price = 1990;
const tax = 318;
const cost = {
  currency: 'EUR',
  subtotalMinor: 1500,
  discountMinor: 0,
  shippingMinor: 490,
  taxMinor: tax,
  totalMinor: price,
};
const lines = [{ variantId: 'mug', quantity: 2 }];

function stepsTo(last: string): Step[] {
  return ['PENDING', 'CREATED', last].map((status, index) => ({ version: index + 1, status }));
}

function order(
  id: string,
  timeline: readonly Step[],
  checkout: Pick<SnapshotOrder, 'step' | 'stock' | 'payment'>,
): SnapshotOrder {
  const { version = 0, status = '' } = timeline.at(-1) ?? {};
  const delivery = { countryCode: 'DE', shippingMethod: 'standard' };
  const sold = lines.map((line) => ({ ...line, unitPriceMinor: 750, totalMinor: 1500 }));
  return {
    ...{ id, status, version, timeline, lines: sold, paymentId: `payment of ${id}`, cartId: `cart of ${id}` },
    ...cost,
    ...delivery,
    ...{ fulfillment: 'UNFULFILLED', parcels: [], reviewState: null },
    ...checkout,
  };
}

function payment(orderId: string, refundedMinor: number): Snapshot['payments'][number] {
  return {
    id: `payment of ${orderId}`,
    orderId,
    state: refundedMinor === 0 ? 'CAPTURED' : 'REFUNDED',
    amountMinor: price,
    riskDecision: 'ACCEPT',
    taxMinor: tax,
    currency: 'EUR',
    capturedMinor: price,
    refundedMinor,
    receipt: { amountMinor: price, taxMinor: tax, currency: 'EUR' },
    isCredited: refundedMinor > 0,
  };
}

function charge(orderId: string, refundedMinor: number): Snapshot['ledger'][number] {
  return {
    reference: `payment of ${orderId}`,
    orderId,
    currency: 'EUR',
    authorizedMinor: price,
    capturedMinor: price,
    voidedMinor: 0,
    refundedMinor,
  };
}

function notification(orderId: string, type: string): Snapshot['notifications'][number] {
  const text = 'Subtotal: €15.00, total: €19.90, tax included: €3.18';
  return { orderId, type, channel: 'EMAIL', businessId: orderId, state: 'SENT', language: 'en', text };
}
