import { perDomain } from '@cartwright/events';
import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectOnePrice } from '../support/expect-one-price.ts';
import { graphqlClient } from '../support/graphql-client.ts';
import { violations } from '../support/invariants.ts';
import { mutate } from '../support/mutate.ts';
import { fillCart, findVariant, guest } from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';

const env = { STORE_CURRENCIES: 'JPY,KWD,EUR' };
let store: TestStore;
beforeAll(async () => {
  store = await startTestStore({ env: { ...perDomain(() => env), gateway: env } });
});
afterAll(() => store.stop());

const prices = [
  ['JPY', '1980', '1980.5'],
  ['KWD', '3.755', '3.7555'],
] as const;

it.each(prices)('a store sells in %s, which is data to it', async (currencyCode, amount, tooFine) => {
  const visitor = graphqlClient(store.graphqlUrl);
  const variant = await findVariant(visitor, 10, 7);
  const staff = await staffClient(store.graphqlUrl);
  const priced = (text: string) =>
    mutate(staff, {
      name: 'variantPriceUpdate',
      input: { variantId: variant.id, price: { amount: text, currencyCode } },
      select: '__typename ... on VariantPriceUpdateSuccess { variant { id } }',
    });
  await expect(priced(tooFine)).resolves.toMatchObject({ __typename: 'InvalidInputError' });
  await expect(priced(amount)).resolves.toMatchObject({ variant: { id: variant.id } });

  const { shop, products } = await visitor.ask<{ shop: unknown; products: { nodes: unknown[] } }>(
    `query ($price: PriceFilterInput) { shop { currencies }
      products(filters: { price: $price }, sort: PRICE_ASC) { nodes { name priceRange(currency: ${currencyCode}) { min { amount currencyCode } } } } }`,
    { price: { min: amount, max: amount, currency: currencyCode } },
  );
  expect(shop).toEqual({ currencies: ['JPY', 'KWD', 'EUR'] });
  expect(products.nodes).toEqual([{ name: variant.name, priceRange: { min: { amount, currencyCode } } }]);
  const isSold = async () =>
    fillCart(await guest(store.graphqlUrl), [{ variantId: variant.id, quantity: 1 }], currencyCode).then(
      ({ lines }) => lines.length === 1,
      () => false,
    );
  await expect.poll(isSold, { timeout: 20_000 }).toBe(true);
  await expectOnePrice(store, { currencyCode, delivery: 'standard' });
});

it('refuses what it does not sell in, by name', async () => {
  const { errors } = await graphqlClient(store.graphqlUrl).send(
    '{ products(first: 1) { nodes { priceRange(currency: USD) { min { amount } } } } }',
  );
  expect(errors?.[0]).toMatchObject({
    message: expect.stringContaining('The store sells in JPY, KWD, and EUR') as string,
    extensions: { currencies: ['JPY', 'KWD', 'EUR'] },
  });
});

it('keeps what it has sold right', async () => {
  await expect.poll(() => violations(store), { timeout: 30_000 }).toEqual([]);
});
