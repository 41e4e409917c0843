import type { FrozenCart } from '@cartwright/events';
import type { PrismaDatabase } from '@cartwright/testing';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openTestDatabase } from '../../../test/open-test-database.ts';
import { cartOf, lineOf } from '../../../test/sample-cart.ts';
import { knowVariant, variantChange } from '../../../test/sample-variants.ts';
import type { PrismaClient } from '../../generated/prisma/client.ts';
import type { Tables } from '../../generated/tables.ts';
import type { CartStores } from '../ports.ts';
import type { Cart } from '../rules/cart.ts';
import { storesWithin } from './cart-store.ts';
import { markCarts, markStatement, type CartMark } from './mark-carts.ts';
import { cartsByIds } from './read-carts.ts';

const stack = new AsyncDisposableStack();
const frozenAt = new Date('2026-01-02T10:00:00.000Z');
let database: PrismaDatabase<Tables, PrismaClient>;
let ids: Readonly<Record<'stool' | 'bundle' | 'list' | 'other', string>>;
let cart: Cart;

beforeAll(async () => {
  ({ database } = stack.use(await openTestDatabase()));
});
afterAll(() => stack.disposeAsync());
beforeEach(async () => {
  const part = await knowVariant(database);
  const bundleParts = [{ variantId: part, quantity: 1 }];
  const bundle = await knowVariant(database, { bundleParts });
  ids = { stool: part, bundle, list: uuidv7(), other: uuidv7() };
  const lines = [lineOf(part, { id: uuidv7(), quantity: 3 }), lineOf(bundle, { id: uuidv7() })];
  cart = cartOf({ id: uuidv7(), ownerId: uuidv7(), lines });
  await change(({ carts }) => carts.insertCarts([cart]));
});

const change = (work: (stores: CartStores) => Promise<unknown>) =>
  database.transaction((tx) => work(storesWithin(tx)));

async function markOf(expiredBefore = frozenAt): Promise<CartMark | undefined> {
  return (await markCarts(database.statements, { ids: [cart.id, ids.other], expiredBefore }))[0];
}

const priceList = () => ({
  priceListId: ids.list,
  version: 1,
  currency: 'EUR' as const,
  isRunning: true,
  priority: 1,
  countries: [],
  groupIds: [],
  adjustments: [],
});
const listPriceOf = (variantId: string) => ({
  priceListId: ids.list,
  version: 1,
  variants: [{ variantId, prices: [{ minimumQuantity: 1, amountMinor: 900 }] }],
});
const freeze = { orderId: '', frozenAt, confirmed: false, snapshot: {} as FrozenCart };

const changes: readonly [string, (stores: CartStores) => Promise<unknown>][] = [
  ['the cart', ({ carts }) => carts.saveCarts([{ ...cart, updatedAt: new Date(1) }])],
  ['a line', ({ carts }) => carts.saveCarts([{ ...cart, lines: cart.lines.slice(1) }])],
  [
    'a variant',
    ({ offers }) =>
      offers.saveVariants([variantChange({ variantId: ids.bundle, version: 2, priceMinor: 5 })]),
  ],
  [
    'a part of a bundle',
    ({ offers }) =>
      offers.saveVariants([variantChange({ variantId: ids.stool, version: 2, forSale: false })]),
  ],
  [
    'stock that is too little for a line',
    ({ offers }) => offers.saveStock([{ variantId: ids.stool, version: 2, available: 2 }]),
  ],
  [
    'the groups of its owner',
    () =>
      database.statements
        .insertInto('customers')
        .values({ customerId: cart.ownerId, version: 1, groupIds: [uuidv7()] })
        .execute(),
  ],
  ['a price list', ({ offers }) => offers.savePriceLists([priceList()])],
  ['what a list says of a variant', ({ offers }) => offers.savePriceListPrices([listPriceOf(ids.bundle)])],
  ['what a list says of a part', ({ offers }) => offers.savePriceListPrices([listPriceOf(ids.stool)])],
];

it.each(changes)('a cart is marked otherwise after a change of %s', async (_what, work) => {
  const before = await markOf();
  expect(before).toMatchObject({ askedId: cart.id, lines: 2 });
  expect(await markOf()).toEqual(before);
  await change(work);
  expect((await markOf())?.mark).not.toBe(before?.mark);
});

it('a cart is marked as before by stock that does not show', async () => {
  const before = await markOf();
  await change(({ offers }) => offers.saveStock([{ variantId: ids.stool, version: 2, available: 3 }]));
  expect(await markOf()).toEqual(before);
});

it('a cart is marked otherwise once its freeze has expired', async () => {
  await change(({ carts }) =>
    carts.saveCarts([{ ...cart, status: 'CHECKING_OUT', freeze: { ...freeze, orderId: uuidv7() } }]),
  );
  const [before, after] = [await markOf(frozenAt), await markOf(new Date(frozenAt.getTime() + 1))];
  expect(after?.mark).not.toBe(before?.mark);
});

it('a mark is made of all tables that a cart is read from, but for prices, which change with their variants, and promotions', async () => {
  const tables = new Set(
    (
      await sql<{ name: string }>`select relname as name from pg_class where relkind = 'r'
      and relnamespace = current_schema()::regnamespace`.execute(database.statements)
    ).rows.map(({ name }) => name),
  );
  const tablesIn = (text: string) =>
    new Set(
      [...text.matchAll(/(?:from|join) "?(\w+)"?/gi)].flatMap(([, name = '']) =>
        tables.has(name) ? [name] : [],
      ),
    );
  const read = tablesIn(cartsByIds.queryFor(database.statements, [cart.id]).sql);
  const marked = tablesIn(markStatement([cart.id], frozenAt).compile(database.statements).sql);
  expect([...read].filter((name) => !marked.has(name))).toEqual([
    'promotion_uses',
    ...['promotion_codes', 'promotions', 'promotion_counts', 'promotion_buyers', 'variant_prices'],
  ]);
});
