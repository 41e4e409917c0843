import {
  routes,
  type Snapshot,
  type SnapshotFlashOffer,
  type SnapshotInbound,
  type SnapshotKey,
  type SnapshotOrder,
  type SnapshotPayment,
  type SnapshotTransfers,
  type SnapshotWaiting,
} from '@cartwright/invariants';
import type { OrderWithLines } from '@cartwright/orders';
import { inTransit } from '@cartwright/products';
import type { Shop } from '../buyers/shop.ts';
import { missingOf, waitingLines } from '../services/products/memory-backorders.ts';
import type { StockRecord } from '../services/products/stock-record.ts';
import type { Store } from './store.ts';

/** The store as the invariants see it. */
export function snapshotOf({ store, accepted, quotes, followers }: Shop): Snapshot {
  const domains = Object.entries(store.messages);
  return {
    orders: ordersOf(store),
    accepted,
    refused: [],
    quotes,
    prices: [], // what lists said of each order's lines is known
    flashOffers: flashOffersOf(store),
    keys: keysOf(store),
    stock: stockOf(store),
    reservations: [...store.stock.reservations.committed.values()],
    carts: [...store.carts.carts.committed.values()].map(({ id, status, freeze }) => ({
      id,
      status,
      orderId: freeze?.orderId ?? null,
    })),
    payments: paymentsOf(store),
    ledger: store.provider.books.all(),
    sent: domains.flatMap(([domain, { outbox }]) =>
      [...outbox.committed.values()].map(({ type, business_id: businessId, publishedAt }) => ({
        domain,
        type,
        businessId,
        isPublished: publishedAt !== null,
      })),
    ),
    handled: domains.flatMap(([domain, { inbox }]) =>
      [...inbox.committed.values()].map(({ type, business_id: businessId }) => ({
        domain,
        type,
        businessId,
      })),
    ),
    routes,
    parked: domains.flatMap(([domain, { parked }]) =>
      [...parked.committed.values()].map(({ type, business_id: businessId, reason }) => ({
        domain,
        type,
        businessId,
        reason,
        explanation: null,
      })),
    ),
    notifications: [...store.notifications.notifications.committed.values()].flatMap(({ orderId, ...row }) =>
      orderId === null ? [] : [{ ...row, orderId }],
    ),
    erasures: [],
    traces: [],
    observations: followers.map(({ observation }) => observation),
    breaches: store.site.monitor.breaches,
    chains: [], // the audit trail is not simulated
  };
}

function stockOf(store: Store): Snapshot['stock'] {
  return Array.from(store.stock.stock.committed.values(), (level) => ({
    ...level,
    ledger: store.stock.ledgers.committed.get(level.variantId),
    parts: store.stock.bundles.committed.get(level.variantId)?.parts,
    inbound: inboundOf(store, level.variantId),
    transfers: transfersOf(store, level.variantId),
    waiting: waitingFor(store, level),
  }));
}

function flashOffersOf({ stock }: Store): SnapshotFlashOffer[] {
  return [...stock.offers.committed.values()].map(({ limitPerCustomer: limit, ...offer }) => ({
    ...offer,
    limit,
  }));
}

function keysOf({ orders }: Store): SnapshotKey[] {
  return [...orders.keys.committed.values()]
    .filter(({ operation }) => operation === 'orderPlace')
    .map(({ ownerId, key, result, completedAt }) => ({
      orderId: (result as { readonly orderId: string }).orderId,
      ownerId,
      key,
      isCompleted: completedAt !== null,
    }));
}

function ordersOf(store: Store): SnapshotOrder[] {
  const { orders } = store;
  return [...orders.orders.committed.values()].map((order) => ({
    ...order,
    lines: order.lines.map((line) => ({ ...line, ...store.knownPrices.of(order.id, line.variantId) })),
    buyer: order.guestId === null ? order.customerId : order.email.toLowerCase(),
    countryCode: order.shippingAddress.countryCode,
    timeline: orders.timelines.committed.get(order.id) ?? [],
    parcels: parcelsOf(store, order),
  }));
}

function paymentsOf({
  payments: { payments, transactions, receipts, creditNotes },
}: Store): SnapshotPayment[] {
  return [...payments.committed.values()].map((payment) => {
    const done = transactions.committed.get(payment.id);
    const amountOf = (kind: 'CAPTURE' | 'REFUND'): number =>
      done?.get(kind) === 'SUCCEEDED' ? payment.amountMinor : 0;
    return {
      ...payment,
      capturedMinor: amountOf('CAPTURE'),
      refundedMinor: amountOf('REFUND'),
      receipt: receipts.committed.get(payment.id) ?? null,
      isCredited: creditNotes.committed.has(payment.id),
    };
  });
}

function parcelsOf({ orders }: Store, { id, lines }: OrderWithLines): SnapshotOrder['parcels'] {
  const variantOf = new Map(lines.map((line) => [line.id, line.variantId]));
  return (orders.parcels.committed.get(id) ?? []).map((parcel) => ({
    id: parcel.id,
    isDelivered: parcel.deliveredAt !== null,
    lines: parcel.lines.map(({ lineId, quantity }) => ({ variantId: variantOf.get(lineId) ?? '', quantity })),
  }));
}

/** What a supplier was to bring of a variant, and what the ledger has of it. */
function inboundOf({ stock }: Store, variantId: string): SnapshotInbound {
  const lines = [...stock.shipments.committed.values()]
    .flatMap((shipment) => shipment.lines)
    .filter((line) => line.variantId === variantId);
  const sumOf = (pieces: (line: (typeof lines)[number]) => number) =>
    lines.reduce((sum, line) => sum + pieces(line), 0);
  return {
    ordered: sumOf(({ quantity }) => quantity),
    received: sumOf(({ received }) => received),
    rejected: sumOf(({ rejected }) => rejected),
    moved: stock.ledgers.committed.get(variantId)?.shipped ?? 0,
    wrong: lines.filter(({ quantity, received, rejected }) => received + rejected > quantity).length,
  };
}

/** What transfers have on their way of a variant, and what the ledger says of it. */
function transfersOf({ stock }: Store, variantId: string): SnapshotTransfers {
  const transfers = [...stock.transfers.committed.values()];
  const openOf = ({ lines }: (typeof transfers)[number]): number =>
    lines.reduce((sum, line) => sum + (line.variantId === variantId ? inTransit(line) : 0), 0);
  return {
    sent: stock.ledgers.committed.get(variantId)?.sent ?? 0,
    inTransit: transfers.reduce((sum, transfer) => sum + openOf(transfer), 0),
    wrong: transfers.filter((one) => openOf(one) < 0 || (one.endedAt !== null && openOf(one) !== 0)).length,
  };
}

/** Who waits for a variant; nobody does for a bundle. */
function waitingFor({ stock }: Store, level: StockRecord): SnapshotWaiting[] | undefined {
  if (level.isBundle === true) return undefined;
  return waitingLines(stock.backorders.committed.get(level.variantId) ?? [], missingOf(level));
}
