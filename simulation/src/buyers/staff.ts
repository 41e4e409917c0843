import type { Viewer } from '@cartwright/identity';
import type { OrderWithLines } from '@cartwright/orders';
import { call } from './call.ts';
import { backoffMs, patience } from './patience.ts';
import type { Shop } from './shop.ts';

const viewer: Viewer = {
  id: '01990000-0000-7000-8000-00000000aaaa',
  sessionId: '01990000-0000-7000-8000-00000000bbbb',
  role: 'STAFF',
  permissions: ['ORDERS_READ', 'ORDERS_MANAGE'],
  expiresAt: new Date(8.64e15),
};

/** Somebody in the house who sends an order, all at once or in parts, now and then before it may be sent. */
export async function sendOrder(shop: Shop, orderId: string): Promise<void> {
  const { random } = shop.store.site.world;
  const parcels = random.integer(1, 3);
  for (let parcel = 1; parcel <= parcels; parcel += 1) {
    await shop.store.site.world.wait(random.integer(0, 20_000));
    const inTwoPlaces = random.chance(0.2) ? sendParcel(shop, orderId) : undefined;
    const sent = await sendParcel(shop, orderId);
    await inTwoPlaces;
    if (sent !== undefined && random.chance(0.7)) await deliver(shop, orderId, sent);
  }
}

/** Sends some or all of what is open as far as one knows, with one key until there is an answer. @returns the parcel's id */
async function sendParcel(shop: Shop, orderId: string): Promise<string | undefined> {
  const { store, sendings } = shop;
  const { world } = store.site;
  const idempotencyKey = world.newId();
  const order = store.orders.orders.committed.get(orderId);
  const parcel = { carrier: 'DHL', trackingNumber: idempotencyKey, lines: linesOf(shop, order) };
  sendings.set(orderId, (sendings.get(orderId) ?? 0) + 1);
  const request = { viewer, orderId, idempotencyKey, parcel, traceparent: '' };
  for (let attempt = 0; attempt < patience; attempt += 1) {
    const outcome = await call(store, (api) => api.ship(request));
    world.history.note(orderId, () => `staff: send → ${outcome?.kind ?? 'no answer'}`);
    if (outcome !== undefined) return outcome.kind === 'shipped' ? outcome.parcel.id : undefined;
    await world.wait(backoffMs(world, attempt));
  }
  return undefined;
}

function linesOf({ store }: Shop, order: OrderWithLines | undefined) {
  const { random } = store.site.world;
  if (order === undefined || random.chance(0.4)) return null;
  const { id: lineId, quantity } = random.pick(order.lines);
  return [{ lineId, quantity: random.integer(1, quantity) }];
}

async function deliver({ store }: Shop, orderId: string, parcelId: string): Promise<void> {
  const { world } = store.site;
  await world.wait(world.random.integer(0, 20_000));
  for (let attempt = 0; attempt < patience; attempt += 1) {
    const outcome = await call(store, (api) => api.deliver({ viewer, parcelId, traceparent: '' }));
    world.history.note(orderId, () => `staff: arrived → ${outcome?.kind ?? 'no answer'}`);
    if (outcome !== undefined) return;
    await world.wait(backoffMs(world, attempt));
  }
}
