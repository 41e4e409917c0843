import type { PrismaDatabase } from '@cartwright/testing';
import {
  sampleBundles,
  sampleCatalogue,
  sampleCustomers,
  sampleOffers,
  sampleTradeGroup,
} from '@cartwright/sample-data';
import { expect, it } from 'vitest';
import { openTestDatabase } from '../test/open-test-database.ts';
import { findCartsInUse } from './cart/door.ts';
import { seedCarts } from './cart/seed-carts.ts';
import type { PrismaClient } from './generated/prisma/client.ts';
import type { Tables } from './generated/tables.ts';
import { buyerPriceOf, findOffers, isSellable, offersWithin } from './offers/door.ts';
import { seedCatalogue } from './offers/seed-catalogue.ts';
import { listsOf } from './wish-lists/repository/wish-lists.ts';
import { findPromotionBook } from './promotions/door.ts';
import { seedPromotions } from './promotions/seed-promotions.ts';
import { seedWishLists } from './wish-lists/seed-wish-lists.ts';

const products = 40;

async function offersOfSample({ statements }: PrismaDatabase<Tables, PrismaClient>) {
  const variantIds = [...sampleCatalogue({ products }).products].flatMap(({ variants }) =>
    variants.map(({ id }) => id),
  );
  return { variantIds, offers: await findOffers(statements, variantIds, 'USD') };
}

it('knows the sample catalogue, some carts, a wish list and promotions; a second run changes nothing, least of all what is newer', async () => {
  await using opened = await openTestDatabase();
  const { database } = opened;
  await seedCatalogue(database, products);
  expect(await seedCarts(database)).toBe(2);
  expect(await seedWishLists(database)).toBe(1);
  expect(await seedPromotions(database)).toBe(3);
  const { variantIds, offers } = await offersOfSample(database);
  expect(offers.size).toBe(variantIds.length);
  const [variantId = ''] = variantIds;
  await database.transaction((tx) => offersWithin(tx).saveStock([{ variantId, version: 2, available: 1 }]));

  expect(await seedCatalogue(database, products)).toBe(variantIds.length);
  expect(await seedCarts(database)).toBe(0);
  expect(await seedWishLists(database)).toBe(0);
  expect(await seedPromotions(database)).toBe(0);
  expect((await offersOfSample(database)).offers.get(variantId)?.available).toBe(1);
  const owners = sampleCustomers().map(({ id }) => id);
  const carts = await findCartsInUse(database.statements, owners);
  expect(carts.map(({ lines }) => lines.length)).toEqual([3, 3]);
  expect(carts.flatMap(({ details }) => details.reference ?? [])).toEqual(['PO-4711']);
  const book = await findPromotionBook(database.statements);
  const running = book.running('EUR', new Date('2026-07-01T00:00:00.000Z'));
  expect(running.map(({ needsCode }) => needsCode)).toEqual([true, true, false]);
  const wishLists = await listsOf(database.statements, owners);
  expect(wishLists.map(({ items }) => items.length)).toEqual([3]);
});

it('knows the price lists of the sample, and charges by them whom they are for', async () => {
  await using opened = await openTestDatabase();
  const { database } = opened;
  const many = 130;
  await seedCatalogue(database, many);
  await seedCatalogue(database, many);
  const [trade, swiss] = sampleOffers(sampleCatalogue({ products: many }).products).priceLists;
  if (trade === undefined || swiss === undefined) throw new Error('The sample has no price lists.');
  const offers = await findOffers(database.statements, [trade.variantId, swiss.variantId], 'EUR');
  const costs = (list: typeof trade, groupIds: readonly string[], quantity: number, countryCode = 'DE') => {
    const offer = offers.get(list.variantId);
    return offer && buyerPriceOf(offer, { countryCode, groupIds }, quantity)?.amountMinor;
  };
  const own = offers.get(trade.variantId)?.unitPriceMinor;
  const members = [sampleTradeGroup.id];
  expect(costs(trade, [], 10)).toBe(own);
  expect([costs(trade, members, 9), costs(trade, members, 10)]).toEqual(
    trade.prices.map((step) => step.amountMinor),
  );
  expect(costs(swiss, [], 1)).toBe(offers.get(swiss.variantId)?.unitPriceMinor);
  expect(costs(swiss, [], 1, 'CH')).toBe(swiss.prices[0]?.amountMinor);
});

it('knows the bundles of the sample, what they consist of and how many there can be', async () => {
  await using opened = await openTestDatabase();
  const { database } = opened;
  const many = 520;
  expect(await seedCatalogue(database, many)).toBe(await seedCatalogue(database, many));
  const bundles = sampleBundles(sampleCatalogue({ products: many }).products);
  const variantIds = bundles.flatMap(({ product }) => product.variants.map(({ id }) => id));
  expect(variantIds).toHaveLength(4);
  const offers = await findOffers(database.statements, variantIds, 'EUR');
  for (const { product, parts } of bundles) {
    for (const [at, { id, stockOnHand }] of product.variants.entries()) {
      const offer = offers.get(id);
      expect(offer).toMatchObject({ available: Math.min(stockOnHand, 100), title: product.title });
      expect(offer?.parts).toMatchObject(parts[at]?.parts ?? []);
      expect(offer && isSellable(offer)).toBe(true);
    }
  }
});
