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
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { startOrdersPeer, type OrdersPeer } from '../../test/orders-peer.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { variantsOf } from '../../test/variants-of.ts';
import { endOffers } from './use-cases/end-offers.ts';
import { forgetOldClaims } from './use-cases/forget-old-claims.ts';
import { forgetOverOffers } from './use-cases/forget-over-offers.ts';

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
const euros = (amount: string) => ({ amount, currencyCode: 'EUR' });
const fromNow = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();

let used = 0;
/** A variant that no other test of this file sells, which costs 100 EUR and of which there are 1,000 pieces. */
async function plainVariant(): Promise<string> {
  const [variant] = await variantsOf(products, used++);
  const id = variant?.id ?? '';
  await mutate(products, staff, {
    name: 'variantPricesUpdate',
    input: { prices: [{ variantId: id, price: euros('100') }] },
    selection: '... on VariantPricesUpdateSuccess { results { index } }',
  });
  await products.sql.$executeRawUnsafe(
    'UPDATE stock SET received = received - available + 1000, available = 1000 WHERE variant_id = $1',
    id,
  );
  return id;
}

const shown = `id status remainingShare limitPerCustomer endedAt budget reserved sold version price { amount }`;
const errors = `... on InvalidInputError { fields { path code } } ... on UserError { message }`;
const create = (input: object, viewer: TestViewer | null = staff) =>
  mutate(products, viewer, {
    name: 'flashOfferCreate',
    input: { price: euros('60'), endsAt: fromNow(3_600), budget: 5, ...input },
    selection: `... on FlashOfferCreateSuccess { flashOffer { ${shown} } } ... on FlashOfferOpenError { flashOfferId }
      ... on SaleOverlapsError { saleIds } ${errors}`,
  });
const change = (name: string, input: object) =>
  mutate(products, staff, {
    name: `flashOffer${name}`,
    input,
    selection: `... on FlashOffer${name}Success { flashOffer { ${shown} } } ... on FlashOfferChangedError { version }
      ${name === 'Update' ? '... on FlashOfferTakenError { quantityTaken }' : ''} ${errors}`,
  });

interface Offer {
  readonly id: string;
  readonly version: number;
  readonly budget: number | null;
  readonly reserved: number;
  readonly sold: number;
  readonly remainingShare: number;
}
async function planned(variantId: string, input: object = {}): Promise<Offer> {
  const result = await create({ variantId, ...input });
  expect(result['__typename']).toBe('FlashOfferCreateSuccess');
  return result['flashOffer'] as Offer;
}
async function seen(id: string, viewer: TestViewer | null = staff) {
  const { data } = await products.graphql<{
    variants: readonly [{ price: { amount: string }; flashOffer: Offer | null }];
  }>(
    viewer,
    `query ($variants: [_Any!]!) { variants: _entities(representations: $variants) { ... on ProductVariant {
      price(currency: EUR) { amount } flashOffer { ${shown} } } } }`,
    { variants: [{ __typename: 'ProductVariant', id }] },
  );
  return data.variants[0];
}
const levels = async (id: string) => {
  const [row] = await products.sql.$queryRawUnsafe<{ reserved: number; sold: number; ended: boolean }[]>(
    'SELECT reserved, sold, ended_at IS NOT NULL AS ended FROM flash_offers WHERE id = $1',
    id,
  );
  return row;
};

/** An order of a piece at the price of the offers of this file. */
const orderOf = (variantId: string, quantity = 1, more: object = {}) => ({
  orderId: uuidv7(),
  lines: [{ variantId, quantity, unitPriceMinor: 6_000 }],
  expiresAt: fromNow(900),
  currency: 'EUR',
  buyer: uuidv7(),
  ...more,
});
const answered = (orderId: string) =>
  waitFor(() =>
    orders.seen.find(
      ({ type, key }) =>
        key === orderId && [inventoryReserved.type, inventoryReservationRefused.type].includes(type),
    ),
  );
const reserve = async (order: ReturnType<typeof orderOf>) => {
  await orders.send(inventoryReserve, order);
  return (await answered(order.orderId)).data as { reason?: string; unavailable?: unknown };
};

describe('staff', () => {
  it('plan an offer whose price holds while it runs, with an entry in the trail', async () => {
    const id = await plainVariant();
    const offer = await planned(id, { reason: 'Friday.' });
    expect(offer).toMatchObject({ status: 'RUNNING', remainingShare: 1, budget: 5, version: 1 });
    expect(await seen(id)).toMatchObject({ price: { amount: '60.00' }, flashOffer: { id: offer.id } });
    expect(await seen(id, null)).toMatchObject({
      flashOffer: { remainingShare: 1, budget: null, sold: null },
    });
    const entries = await products.sql.$queryRawUnsafe(
      "SELECT reason, operation FROM audit.entries WHERE target = $1 AND operation LIKE 'flash%'",
      id,
    );
    expect(entries).toEqual([{ reason: 'Friday.', operation: 'flashOfferCreate' }]);
  });

  it('are refused a second offer, one among sales, one that is dearer, and one of nothing', async () => {
    const id = await plainVariant();
    const offer = await planned(id, { startsAt: fromNow(600) });
    expect(await create({ variantId: id })).toMatchObject({ flashOfferId: offer.id });
    const other = await plainVariant();
    await mutate(products, staff, {
      name: 'variantPricesUpdate',
      input: { prices: [{ variantId: other, price: euros('90'), endsAt: fromNow(60) }] },
      selection: '... on VariantPricesUpdateSuccess { results { index } }',
    });
    expect(await create({ variantId: other })).toMatchObject({ saleIds: [expect.any(String)] });
    const dearer = { variantId: await plainVariant(), price: euros('100') };
    expect(await create(dearer)).toMatchObject({ fields: [{ path: ['price', 'amount'] }] });
    expect(await create({ variantId: id, budget: 0 })).toMatchObject({ fields: [{ path: ['budget'] }] });
    expect(await create({ variantId: uuidv7() })).toMatchObject({ __typename: 'VariantNotFoundError' });
  });

  it('change how many there are as long as nobody else has, and not below what is taken', async () => {
    const id = await plainVariant();
    const { id: offerId } = await planned(id);
    await reserve(orderOf(id, 3));
    const update = (input: object) => change('Update', { id: offerId, expectedVersion: 1, ...input });
    expect(await update({ budget: 2 })).toMatchObject({ quantityTaken: 3 });
    expect(await update({ budget: 4, limitPerCustomer: 1 })).toMatchObject({
      flashOffer: { budget: 4, limitPerCustomer: 1, reserved: 3, version: 2 },
    });
    expect(await update({ budget: 9 })).toMatchObject({ version: 2 });
    expect(await change('Update', { id: uuidv7(), expectedVersion: 1 })).toMatchObject({
      __typename: 'FlashOfferNotFoundError',
    });
  });

  it('cancel it, and the former price is back at once', async () => {
    const id = await plainVariant();
    const { id: offerId } = await planned(id);
    expect(await change('Cancel', { id: offerId, expectedVersion: 7 })).toMatchObject({ version: 1 });
    expect(await change('Cancel', { id: offerId, expectedVersion: 1 })).toMatchObject({
      flashOffer: { status: 'ENDED' },
    });
    expect(await seen(id)).toEqual({ price: { amount: '100.00' }, flashOffer: null });
    const again = await change('Cancel', { id: offerId, expectedVersion: 2 });
    expect(again).toMatchObject({ __typename: 'FlashOfferEndedError' });
  });
});

describe('orders at the price of an offer', () => {
  it('take no more than there is, however many come at once, and the others are told so by type', async () => {
    const id = await plainVariant();
    const offer = await planned(id, { budget: 50 });
    const all = Array.from({ length: 200 }, () => orderOf(id));
    await orders.sendAll(inventoryReserve, all);
    const answers = await Promise.all(all.map(({ orderId }) => answered(orderId)));
    const refused = answers.filter(({ type }) => type === inventoryReservationRefused.type);
    expect(refused).toHaveLength(150);
    for (const { data } of refused)
      expect(data).toMatchObject({
        reason: 'OFFER_SOLD_OUT',
        unavailable: [{ variantId: id, available: 0 }],
      });
    expect(await seen(id)).toMatchObject({ flashOffer: { reserved: 50, sold: 0, remainingShare: 0 } });
    const bought = answers.filter(({ type }) => type === inventoryReserved.type).map(({ key }) => key);
    await orders.sendAll(
      inventoryCommit,
      bought.map((orderId) => ({ orderId })),
    );
    for (const orderId of bought) await orders.heard(inventoryCommitted, orderId);
    // All of it is sold: it ends by itself, and its price with it.
    await waitFor(async () => (await levels(offer.id))?.ended);
    expect(await levels(offer.id)).toMatchObject({ reserved: 0, sold: 50 });
    expect(await seen(id)).toEqual({ price: { amount: '100.00' }, flashOffer: null });
    // Whoever was shown its price a moment before is refused all the same; at the usual price there is more.
    expect(await reserve(orderOf(id))).toMatchObject({ reason: 'OFFER_SOLD_OUT' });
    const usual = { lines: [{ variantId: id, quantity: 1, unitPriceMinor: 10_000 }] };
    expect(await reserve(orderOf(id, 1, usual))).not.toHaveProperty('unavailable');
  });

  it('come back when they are not paid or are given back, and are another buyer’s then', async () => {
    const id = await plainVariant();
    const { id: offerId } = await planned(id, { budget: 2 });
    const [paid, unpaid] = [orderOf(id), orderOf(id)];
    for (const order of [paid, unpaid]) await reserve(order);
    await orders.send(inventoryCommit, { orderId: paid.orderId });
    await orders.heard(inventoryCommitted, paid.orderId);
    expect(await levels(offerId)).toMatchObject({ reserved: 1, sold: 1 });
    for (const { orderId } of [paid, unpaid]) {
      await orders.send(inventoryRelease, { orderId, reason: 'Not wanted.' });
      await orders.heard(inventoryReleased, orderId);
    }
    expect(await levels(offerId)).toMatchObject({ reserved: 0, sold: 0, ended: false });
    expect(await reserve(orderOf(id, 2))).not.toHaveProperty('unavailable');
  });

  it('are limited for each buyer over all of their orders, and stock is not taken for what is refused', async () => {
    const id = await plainVariant();
    await planned(id, { limitPerCustomer: 2 });
    const buyer = uuidv7();
    expect(await reserve(orderOf(id, 1, { buyer }))).not.toHaveProperty('unavailable');
    expect(await reserve(orderOf(id, 2, { buyer }))).toMatchObject({
      reason: 'OFFER_LIMIT_REACHED',
      unavailable: [{ variantId: id, requested: 2, available: 1 }],
    });
    expect(await reserve(orderOf(id, 1, { buyer }))).not.toHaveProperty('unavailable');
    expect(await reserve(orderOf(id, 2))).not.toHaveProperty('unavailable');
    const [stock] = await products.sql.$queryRawUnsafe<object[]>(
      'SELECT available, reserved FROM stock WHERE variant_id = $1',
      id,
    );
    expect(stock).toEqual({ available: 996, reserved: 4 });
  });

  it('are refused for want of stock as ever, and take nothing of the offer then', async () => {
    const id = await plainVariant();
    const { id: offerId } = await planned(id, { budget: 2_000 });
    expect(await reserve(orderOf(id, 1_001))).toEqual({
      orderId: expect.any(String) as string,
      unavailable: [{ variantId: id, requested: 1_001, available: 1_000 }],
    });
    expect(await levels(offerId)).toMatchObject({ reserved: 0 });
  });
});

it('is taken from at a price that a list made of its own, up to its limit', async () => {
  const id = await plainVariant();
  const offer = await planned(id, { limitPerCustomer: 2 });
  const lines = [{ variantId: id, quantity: 3, unitPriceMinor: 5_700, basePriceMinor: 6_000 }];
  expect(await reserve(orderOf(id, 3, { lines }))).toMatchObject({ reason: 'OFFER_LIMIT_REACHED' });
  const listed = [{ variantId: id, quantity: 3, unitPriceMinor: 6_000, basePriceMinor: null }];
  expect(await reserve(orderOf(id, 3, { lines: listed }))).not.toHaveProperty('unavailable');
  expect(await levels(offer.id)).toMatchObject({ reserved: 0 });
});

it('has nothing to do with orders at the ordinary price before it begins and after it has ended', async () => {
  const [early, late] = [await plainVariant(), await plainVariant()];
  const coming = await planned(early, { price: euros('60'), startsAt: fromNow(600) });
  expect(await reserve(orderOf(early, 9))).not.toHaveProperty('unavailable');
  expect(await levels(coming.id)).toMatchObject({ reserved: 0 });
  const { id: over } = await planned(late);
  await mutate(products, staff, {
    name: 'variantPricesUpdate',
    input: { prices: [{ variantId: late, price: euros('60') }] },
    selection: '... on VariantPricesUpdateSuccess { results { index } }',
  });
  await waitFor(async () => (await levels(over))?.ended);
  expect(await reserve(orderOf(late, 9))).not.toHaveProperty('unavailable');
});

it('at the same price as one that sold out before sells what it has', async () => {
  const id = await plainVariant();
  const first = await planned(id, { budget: 1 });
  const { orderId } = orderOf(id);
  await reserve(orderOf(id, 1, { orderId }));
  await orders.send(inventoryCommit, { orderId });
  await waitFor(async () => (await levels(first.id))?.ended);
  const second = await planned(id, { budget: 2 });
  expect(await reserve(orderOf(id, 2))).not.toHaveProperty('unavailable');
  expect(await levels(second.id)).toMatchObject({ reserved: 2 });
  expect(await change('Cancel', { id: second.id, expectedVersion: 1 })).toMatchObject({ flashOffer: {} });
  // Whoever was shown the price is on their way still: the one that ended last has no more, however much the other has.
  await products.sql.$executeRawUnsafe('UPDATE flash_offers SET budget = 9 WHERE id = $1', first.id);
  expect(await reserve(orderOf(id))).toMatchObject({ reason: 'OFFER_SOLD_OUT' });
});

it('is looked for no more an hour after the last one of a variant has ended', async () => {
  const [over, running] = [await plainVariant(), await plainVariant()];
  const { id } = await planned(over);
  await planned(running);
  await change('Cancel', { id, expectedVersion: 1 });
  const looked = async () => {
    await forgetOverOffers({ database: products.database });
    const rows = await products.sql.$queryRawUnsafe<{ id: string }[]>(
      'SELECT variant_id AS id FROM stock WHERE has_flash_offers AND variant_id = ANY($1)',
      [over, running],
    );
    return rows.map((row) => row.id);
  };
  expect((await looked()).toSorted()).toEqual([over, running].toSorted());
  await products.sql.$executeRawUnsafe(
    "UPDATE flash_offers SET ended_at = now() - interval '61 minutes' WHERE id = $1",
    id,
  );
  expect(await looked()).toEqual([running]);
});

it('is refused beside as many sales as a variant may have', async () => {
  const id = await plainVariant();
  const prices = Array.from({ length: 20 }, (_, index) => ({
    ...{ variantId: id, price: euros('90') },
    ...{ startsAt: fromNow(7_200 + index * 60), endsAt: fromNow(7_230 + index * 60) },
  }));
  await mutate(products, staff, {
    name: 'variantPricesUpdate',
    input: { prices },
    selection: '... on VariantPricesUpdateSuccess { results { index } }',
  });
  expect(await create({ variantId: id })).toMatchObject({ __typename: 'TooManySalesError' });
});

it('ends though a round full of others cannot', async () => {
  const offers = [await planned(await plainVariant()), await planned(await plainVariant())];
  const failed: unknown[] = [];
  await endOffers(
    {
      database: products.database,
      messaging: { transact: () => Promise.reject(new Error('not now')) } as never,
      logger: { error: ({ offerId }: { offerId: string }) => failed.push(offerId) } as never,
      newId: uuidv7,
      now: () => new Date(Date.now() + 2 * 3_600_000),
    },
    1,
  );
  expect(failed).toEqual(expect.arrayContaining(offers.map(({ id }) => id)));
});

it('ends when staff set another price', async () => {
  const id = await plainVariant();
  const { id: offerId } = await planned(id);
  await mutate(products, staff, {
    name: 'variantPricesUpdate',
    input: { prices: [{ variantId: id, price: euros('80') }] },
    selection: '... on VariantPricesUpdateSuccess { results { index } }',
  });
  await waitFor(async () => (await levels(offerId))?.ended);
  expect(await seen(id)).toEqual({ price: { amount: '80.00' }, flashOffer: null });
});

it('is listed by its start, filtered, and counted', async () => {
  const [late, soon] = [await plainVariant(), await plainVariant()];
  const offers = [
    await planned(late, { startsAt: fromNow(1_800) }),
    await planned(soon, { startsAt: fromNow(900) }),
  ];
  const list = async (args: string) => {
    const { data } = await products.graphql<{
      flashOffers: { nodes: { id: string; status: string }[]; totalCount: number };
    }>(
      null,
      `query ($variantIds: [ID!]) { flashOffers(${args}) { nodes { id status variant { id } } totalCount } }`,
      { variantIds: [late, soon] },
    );
    return { ids: data.flashOffers.nodes.map(({ id }) => id), total: data.flashOffers.totalCount };
  };
  const [ofLate, ofSoon] = offers.map(({ id }) => id);
  const both = 'filters: { variantIds: $variantIds, statuses: [PLANNED] }';
  expect(await list(both)).toEqual({ ids: [ofSoon, ofLate], total: 2 });
  expect(await list(`${both}, sort: NEWEST, first: 1`)).toEqual({ ids: [ofLate], total: 2 });
  expect(await list('filters: { variantIds: $variantIds, statuses: [RUNNING, ENDED] }')).toEqual({
    ids: [],
    total: 0,
  });
});

it('is for staff who keep prices, and for nobody else', async () => {
  const [variant] = await variantsOf(products, used++);
  const answer = await products.graphql(
    { id: uuidv7(), role: 'CUSTOMER' },
    `mutation ($input: FlashOfferCreateInput!) { flashOfferCreate(input: $input) { __typename } }`,
    { input: { variantId: variant?.id, price: euros('1'), endsAt: fromNow(60), budget: 1 } },
  );
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
});

it('forgets who bought once it has been over for a month, and not before', async () => {
  const [variantId, other] = [await plainVariant(), await plainVariant()];
  const [old, recent] = [await planned(variantId), await planned(other)];
  const claims = async () => {
    const rows = await products.sql.$queryRawUnsafe<{ offer_id: string }[]>(
      'SELECT offer_id FROM flash_offer_claims WHERE offer_id = ANY($1)',
      [old.id, recent.id],
    );
    return rows.map((row) => row.offer_id);
  };
  for (const id of [variantId, other]) await reserve(orderOf(id));
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  for (const [id, days] of [
    [old.id, 31],
    [recent.id, 29],
  ] as const)
    await products.sql.$executeRawUnsafe(
      'UPDATE flash_offers SET ended_at = $2 WHERE id = $1',
      id,
      daysAgo(days),
    );
  await forgetOldClaims({ database: products.database, now: () => new Date() });
  expect(await claims()).toEqual([recent.id]);
});
