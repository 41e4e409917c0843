import {
  inventoryCommit,
  inventoryCommitted,
  inventoryRelease,
  inventoryReleased,
  inventoryReservationRefused,
  inventoryReserve,
  inventoryReserved,
} from '@cartwright/events';
import { startTestNats, waitFor, type TestViewer } from '@cartwright/testing';
import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { startOrdersPeer, type OrdersPeer } from '../../test/orders-peer.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { variantsOf } from '../../test/variants-of.ts';
import { QueueSights } from './following/queue-sights.ts';
import { forgetOldPlaces } from './use-cases/forget-old-places.ts';
import { createJoinQueue } from './use-cases/join-queue.ts';
import { readQueue } from './use-cases/read-queue.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let orders: OrdersPeer;
beforeAll(async () => {
  const nats = stack.use(await startTestNats());
  const options = { products: 60, replicas: 2, sweepSeconds: 0.2 };
  products = stack.use(await startTestProducts({ natsUrl: nats.urlFor('products'), ...options }));
  orders = stack.use(await startOrdersPeer(nats));
});
afterAll(() => stack.disposeAsync());

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const newCustomer = (): TestViewer => ({ id: uuidv7(), role: 'CUSTOMER' });
const euros = (amount: string) => ({ amount, currencyCode: 'EUR' });
const now = () => new Date();
const fromNow = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

interface Offer {
  readonly id: string;
  readonly variantId: string;
}

let used = 0;
/** A queued offer of a variant that no other test of this file sells, which costs 100 EUR otherwise. */
async function queued(input: object = {}): Promise<Offer> {
  const [variant] = await variantsOf(products, used++);
  const variantId = variant?.id ?? '';
  await mutate(products, staff, {
    name: 'variantPricesUpdate',
    input: { prices: [{ variantId, price: euros('100') }] },
    selection: '... on VariantPricesUpdateSuccess { results { index } }',
  });
  await products.sql.$executeRawUnsafe(
    'UPDATE stock SET received = received - available + 1000, available = 1000 WHERE variant_id = $1',
    variantId,
  );
  const result = await mutate(products, staff, {
    name: 'flashOfferCreate',
    input: {
      ...{ variantId, price: euros('60'), endsAt: fromNow(3_600), budget: 2 },
      ...{ limitPerCustomer: 1, isQueued: true, ...input },
    },
    selection: '... on FlashOfferCreateSuccess { flashOffer { id isQueued } }',
  });
  expect(result).toMatchObject({ flashOffer: { isQueued: true } });
  return { id: (result['flashOffer'] as { id: string }).id, variantId };
}

/** What was to come begins now. */
const open = (offer: Offer) =>
  products.sql.$executeRawUnsafe('UPDATE flash_offers SET starts_at = $2 WHERE id = $1', offer.id, now());

const shown = 'state position ticket pieces admittedUntil estimatedWaitSeconds';
const join = (offer: Offer, viewer: TestViewer | null) =>
  mutate(products, viewer, {
    name: 'queueJoin',
    input: { flashOfferId: offer.id },
    selection: `... on QueueJoinSuccess { place { ${shown} } }`,
  });
const leave = (offer: Offer, viewer: TestViewer) =>
  mutate(products, viewer, {
    name: 'queueLeave',
    input: { flashOfferId: offer.id },
    selection: `... on QueueLeaveSuccess { place { ${shown} } }`,
  });
interface ShownPlace {
  readonly state: string;
  readonly position: number | null;
  readonly ticket: string;
  readonly pieces: number | null;
}
const statusOf = async (offer: Offer, viewer: TestViewer) => {
  const { data } = await products.graphql<{ queueStatus: ShownPlace | null }>(
    viewer,
    `query ($id: ID!) { queueStatus(flashOfferId: $id) { ${shown} } }`,
    { id: offer.id },
  );
  return data.queueStatus;
};
const until = (offer: Offer, viewer: TestViewer, state: string) =>
  waitFor(async () => (await statusOf(offer, viewer))?.state === state);

const orderOf = (offer: Offer, buyer: TestViewer) => ({
  orderId: uuidv7(),
  lines: [{ variantId: offer.variantId, quantity: 1, unitPriceMinor: 6_000 }],
  expiresAt: fromNow(900),
  currency: 'EUR',
  buyer: buyer.id,
});
const answered = (orderId: string) =>
  waitFor(() =>
    orders.seen.find(
      ({ type, key }) =>
        key === orderId && [inventoryReserved.type, inventoryReservationRefused.type].includes(type),
    ),
  );
async function buy(offer: Offer, buyer: TestViewer) {
  const order = orderOf(offer, buyer);
  await orders.send(inventoryReserve, order);
  const { data } = await answered(order.orderId);
  return { orderId: order.orderId, reason: (data as { reason?: string }).reason };
}
async function settle(command: typeof inventoryCommit | typeof inventoryRelease, orderId: string) {
  if (command === inventoryCommit) {
    await orders.send(inventoryCommit, { orderId });
    await orders.heard(inventoryCommitted, orderId);
  } else {
    await orders.send(inventoryRelease, { orderId, reason: 'Not wanted.' });
    await orders.heard(inventoryReleased, orderId);
  }
}

it('admits as many as there are pieces, and the next when one comes back; an admission is for one order of its holder', async () => {
  const offer = await queued({ startsAt: fromNow(600) });
  const buyers = [newCustomer(), newCustomer(), newCustomer(), newCustomer()];
  for (const buyer of buyers) expect(await join(offer, buyer)).toMatchObject({ place: { position: null } });
  await open(offer);
  await waitFor(async () => {
    const places = await Promise.all(buyers.map((buyer) => statusOf(offer, buyer)));
    return places.filter((place) => place?.state === 'ADMITTED').length === 2;
  });
  const places = await Promise.all(
    buyers.map(async (buyer) => ({ buyer, ...(await statusOf(offer, buyer)) })),
  );
  const [first, second] = places.filter(({ state }) => state === 'ADMITTED');
  const [third, fourth] = places
    .filter(({ state }) => state === 'WAITING')
    .toSorted((one, other) => (one.position ?? 0) - (other.position ?? 0));
  if (!first || !second || !third || !fourth) throw new Error('Two are to be admitted, and two to wait.');
  expect([third.position, fourth.position, first.pieces]).toEqual([1, 2, 1]);

  expect(await buy(offer, third.buyer)).toMatchObject({ reason: 'OFFER_NOT_ADMITTED' });
  expect(await buy(offer, newCustomer())).toMatchObject({ reason: 'OFFER_NOT_ADMITTED' });
  const bought = await buy(offer, first.buyer);
  expect(bought.reason).toBeUndefined();
  await until(offer, first.buyer, 'ORDERED');
  expect(await buy(offer, first.buyer)).toMatchObject({ reason: 'OFFER_NOT_ADMITTED' });
  expect(await join(offer, first.buyer)).toMatchObject({ __typename: 'FlashOfferBoughtError' });

  await settle(inventoryRelease, bought.orderId);
  await until(offer, third.buyer, 'ADMITTED');
  await leave(offer, second.buyer);
  await until(offer, fourth.buyer, 'ADMITTED');
  // Whoever was not paid comes back, behind all others.
  expect(await join(offer, first.buyer)).toMatchObject({ place: { state: 'WAITING', position: 1 } });

  for (const { buyer } of [third, fourth]) await settle(inventoryCommit, (await buy(offer, buyer)).orderId);
  await until(offer, first.buyer, 'SOLD_OUT');
  expect(await join(offer, newCustomer())).toMatchObject({ __typename: 'FlashOfferEndedError' });
});

it('of 200 buyers who order one of 50 pieces at once exactly the 50 admitted get one, and the others are told so within two seconds', async () => {
  const offer = await queued({ startsAt: fromNow(600), budget: 50 });
  const buyers = Array.from({ length: 200 }, newCustomer);
  await Promise.all(buyers.map((buyer) => join(offer, buyer)));
  await open(offer);
  const placesNow = () => Promise.all(buyers.map((buyer) => statusOf(offer, buyer)));
  await waitFor(async () => (await placesNow()).filter((place) => place?.state === 'ADMITTED').length === 50);
  const turns = (await placesNow()).map((place) => place?.state === 'ADMITTED');
  const all = buyers.map((buyer) => orderOf(offer, buyer));
  await orders.sendAll(inventoryReserve, all);
  const answers = await Promise.all(all.map(({ orderId }) => answered(orderId)));
  expect(answers.map(({ type }) => type === inventoryReserved.type)).toEqual(turns);
  // Once all pieces are reserved there is none left, whoever waits.
  const reasons = new Set(answers.map(({ data }) => (data as { reason?: string }).reason));
  expect([undefined, 'OFFER_NOT_ADMITTED', 'OFFER_SOLD_OUT']).toEqual(expect.arrayContaining([...reasons]));
  const bought = answers.filter((_answer, index) => turns[index]).map(({ key }) => ({ orderId: key }));
  await orders.sendAll(inventoryCommit, bought);
  for (const { orderId } of bought) await orders.heard(inventoryCommitted, orderId);
  const soldAt = Date.now();
  await waitFor(async () => {
    const states = (await placesNow()).map((place) => place?.state);
    return states.every((state, index) => state === (turns[index] ? 'ORDERED' : 'SOLD_OUT'));
  });
  expect(Date.now() - soldAt).toBeLessThan(2_000);
});

it('gives what was not ordered in time to the next', async () => {
  const offer = await queued({ budget: 1 });
  const [slow, next] = [newCustomer(), newCustomer()];
  await join(offer, slow);
  await until(offer, slow, 'ADMITTED');
  await join(offer, next);
  await products.sql.$executeRawUnsafe(
    "UPDATE flash_queue_places SET admitted_until = now() - interval '1 second' WHERE offer_id = $1 AND customer_id = $2",
    offer.id,
    slow.id,
  );
  await until(offer, next, 'ADMITTED');
  expect(await statusOf(offer, slow)).toMatchObject({ state: 'MISSED', pieces: null });
  expect(await buy(offer, slow)).toMatchObject({ reason: 'OFFER_NOT_ADMITTED' });
  expect((await buy(offer, next)).reason).toBeUndefined();
});

it('lets anybody buy while nobody waits and no admission holds the piece', async () => {
  const offer = await queued({ budget: 2 });
  const admitted = newCustomer();
  await join(offer, admitted);
  await until(offer, admitted, 'ADMITTED');
  expect((await buy(offer, newCustomer())).reason).toBeUndefined();
  expect(await buy(offer, newCustomer())).toMatchObject({ reason: 'OFFER_NOT_ADMITTED' });
  expect((await buy(offer, admitted)).reason).toBeUndefined();
});

it('tells the seed and the tickets once it is open, so that anybody can check the order', async () => {
  const offer = await queued({ startsAt: fromNow(600), budget: 1 });
  const buyers = Array.from({ length: 6 }, newCustomer);
  for (const buyer of buyers) await join(offer, buyer);
  // Who leaves and comes back before the opening has the same ticket.
  const [again] = buyers;
  const ticket = (await statusOf(offer, again as TestViewer))?.ticket;
  await leave(offer, again as TestViewer);
  expect(await join(offer, again as TestViewer)).toMatchObject({ place: { ticket } });
  interface Draw {
    readonly commitment: string;
    readonly seed: string | null;
    readonly tickets: { nodes: { ticket: string; digest: string }[]; totalCount: number };
  }
  const draw = async () => {
    const { data } = await products.graphql<{ flashOffers: { nodes: [{ draw: Draw }] } }>(
      null,
      `query ($ids: [ID!]) { flashOffers(filters: { variantIds: $ids }) { nodes {
        draw { commitment seed tickets(first: 100) { nodes { ticket digest } totalCount } } } } }`,
      { ids: [offer.variantId] },
    );
    return data.flashOffers.nodes[0].draw;
  };
  const before = await draw();
  expect(before).toMatchObject({ seed: null, tickets: { nodes: [], totalCount: 0 } });
  await open(offer);
  const { commitment, seed, tickets } = await draw();
  expect([commitment, tickets.totalCount]).toEqual([before.commitment, 6]);
  expect(sha256(seed ?? '')).toBe(commitment);
  expect(tickets.nodes).toEqual(
    tickets.nodes
      .map((one) => ({ ticket: one.ticket, digest: sha256(`${seed}${one.ticket}`) }))
      .toSorted((one, other) => (one.digest < other.digest ? -1 : 1)),
  );
  await waitFor(async () => {
    const places = await Promise.all(buyers.map((buyer) => statusOf(offer, buyer)));
    return places.find((place) => place?.ticket === tickets.nodes[0]?.ticket)?.state === 'ADMITTED';
  });
});

it('refuses guests, offers that nobody waits for and offers that do not exist', async () => {
  const offer = await queued();
  expect(await join(offer, null)).toEqual({ code: 'UNAUTHENTICATED' });
  expect(await join(offer, { id: uuidv7(), role: 'GUEST' })).toEqual({ code: 'FORBIDDEN' });
  expect(await join({ ...offer, id: uuidv7() }, newCustomer())).toMatchObject({
    __typename: 'FlashOfferNotFoundError',
  });
  await products.sql.$executeRawUnsafe('UPDATE flash_offers SET is_queued = false WHERE id = $1', offer.id);
  expect(await join(offer, newCustomer())).toMatchObject({ __typename: 'FlashOfferNotQueuedError' });
});

it('places 10,000 buyers, each once and where they belong, and loses none when a process starts anew', async () => {
  const offer = await queued({ startsAt: fromNow(600) });
  const parts = { database: products.database, newId: () => uuidv7(), now };
  const early = Array.from({ length: 10_000 }, () => uuidv7());
  const joinQueue = createJoinQueue(parts);
  const all = [...early, ...early.slice(0, 1_000)];
  const kinds = await Promise.all(all.map((customerId) => joinQueue({ flashOfferId: offer.id, customerId })));
  expect(new Set(kinds.map(({ kind }) => kind))).toEqual(new Set(['joined']));
  const late = Array.from({ length: 100 }, () => uuidv7());
  const joinLater = createJoinQueue({ ...parts, now: () => new Date(Date.now() + 700_000) });
  for (const customerId of late) await joinLater({ flashOfferId: offer.id, customerId });

  // Another process has nothing but what is stored.
  const sights = new QueueSights((offerId) => readQueue(parts, offerId), now);
  const sight = await sights.after(offer.id);
  expect(sight?.positions.size).toBe(10_100);
  const inFront = [...(sight?.positions ?? [])].slice(0, 10_000).map(([customerId]) => customerId);
  expect(inFront.toSorted()).toEqual(early.toSorted());
  expect(late.map((customerId) => sight?.positions.get(customerId))).toEqual(
    late.map((_, index) => 10_001 + index),
  );
  expect(new Set(sight?.positions.values()).size).toBe(10_100);
});

it('forgets who waited once the offer has been over for a month', async () => {
  const offer = await queued();
  const buyer = newCustomer();
  await join(offer, buyer);
  const end = (days: number) =>
    products.sql.$executeRawUnsafe(
      'UPDATE flash_offers SET ended_at = $2 WHERE id = $1',
      offer.id,
      new Date(Date.now() - days * 86_400_000),
    );
  await end(29);
  await forgetOldPlaces({ database: products.database, now });
  await until(offer, buyer, 'ENDED');
  await end(31);
  await forgetOldPlaces({ database: products.database, now });
  await waitFor(async () => (await statusOf(offer, buyer)) === null);
});
