import { perDomain } from '@cartwright/events';
import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectOnePrice } from '../support/expect-one-price.ts';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { violations } from '../support/invariants.ts';
import { memberOfNewGroup } from '../support/member-of-new-group.ts';
import { mutate } from '../support/mutate.ts';
import { currentCart, fillCart, findVariant, guest, type Cart } from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';

const env = { STORE_CURRENCIES: 'JPY,KWD,EUR' };
let store: TestStore;
let visitor: GraphqlClient;
let staff: GraphqlClient;
beforeAll(async () => {
  store = await startTestStore({ env: { ...perDomain(() => env), gateway: env } });
  visitor = graphqlClient(store.graphqlUrl);
  staff = await staffClient(store.graphqlUrl);
});
afterAll(() => store.stop());

/** Of each currency amounts with all its decimals, no two the same; and which variant is offered, since one has one offer at a time. */
const amounts = [
  {
    currencyCode: 'JPY',
    ...{ plain: '1980', tooFine: '1980.5', first: '5000', second: '7001' },
    // 12.5 % less than 7,001 yen is 6,125.875 yen.
    ...{ listed: '4501', ofTen: '3999', adjusted: '6126' },
    ...{ lowest: '8100', regular: '9000', sale: '7505', flash: '2999', ofOffer: 32 },
  },
  {
    currencyCode: 'KWD',
    ...{ plain: '3.755', tooFine: '3.7555', first: '10.005', second: '12.347' },
    // 12.5 % less than 12.347 dinars is 10.803625 dinars.
    ...{ listed: '9.105', ofTen: '8.999', adjusted: '10.804' },
    ...{ lowest: '14.250', regular: '20.000', sale: '13.333', flash: '1.115', ofOffer: 36 },
  },
] as const;

describe.each(amounts)('a store sells in $currencyCode, which is data to it:', ({ currencyCode, ...say }) => {
  const money = (amount: string) => ({ amount, currencyCode });
  const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
  const priced = (variantId: string, amount: string) =>
    mutate(staff, {
      name: 'variantPriceUpdate',
      input: { variantId, price: money(amount) },
      select: '__typename ... on VariantPriceUpdateSuccess { variant { id } }',
    });
  const cheapestFirst = (min: string, max: string) =>
    visitor.ask<{ products: { nodes: { name: string; priceRange: { min: object } }[] } }>(
      `query ($price: PriceFilterInput) { products(filters: { price: $price }, sort: PRICE_ASC) {
        nodes { name priceRange(currency: ${currencyCode}) { min { amount currencyCode } } } } }`,
      { price: { min, max, currency: currencyCode } },
    );
  /** Filtered by just this price, lists show this product and no other one. */
  const expectFound = async (name: string, amount: string) => {
    const found = [{ name, priceRange: { min: money(amount) } }];
    await expect.poll(async () => (await cheapestFirst(amount, amount)).products.nodes).toEqual(found);
  };
  /** A cart with pieces of a variant, as soon as these cost what they have to. */
  const cartAt = async (
    buyer: GraphqlClient,
    line: { readonly variantId: string; readonly quantity: number },
    subtotal: string,
  ): Promise<Cart> => {
    // Until the store's carts know that the variant is sold in the currency, there is none.
    const fill = () => fillCart(buyer, [line], currencyCode).catch(() => null);
    await expect.poll(fill).not.toBeNull();
    await expect.poll(async () => (await currentCart(buyer))?.cost.subtotal).toEqual(money(subtotal));
    const cart = await currentCart(buyer);
    if (cart === null) throw new Error('The cart is gone');
    return cart;
  };

  it('a price', async () => {
    const variant = await findVariant(visitor, 10, 7);
    await expect(priced(variant.id, say.tooFine)).resolves.toMatchObject({
      __typename: 'InvalidInputError',
    });
    await expect(priced(variant.id, say.plain)).resolves.toMatchObject({ variant: { id: variant.id } });
    expect(await visitor.ask('{ shop { currencies } }')).toEqual({
      shop: { currencies: ['JPY', 'KWD', 'EUR'] },
    });
    await expectFound(variant.name, say.plain);
    const isSold = async () =>
      fillCart(await guest(store.graphqlUrl), [{ variantId: variant.id, quantity: 1 }], currencyCode).then(
        ({ lines }) => lines.length === 1,
        () => false,
      );
    await expect.poll(isSold, { timeout: 20_000 }).toBe(true);
    await expectOnePrice(store, { currencyCode, delivery: 'standard' });
  });

  it('the prices of a price list, with one for ten pieces and those that it only changes', async () => {
    const [variant, other] = [await findVariant(visitor, 20, 20), await findVariant(visitor, 20, 24)];
    await priced(variant.id, say.first);
    await priced(other.id, say.second);
    const { member, groupId } = await memberOfNewGroup(store.graphqlUrl, staff);
    const { priceList } = await mutate<{ priceList: { id: string } }>(staff, {
      name: 'priceListCreate',
      input: {
        ...{ name: 'Trade', currency: currencyCode, customerGroupIds: [groupId] },
        adjustments: [{ percent: -12.5 }],
      },
      select: '__typename ... on PriceListCreateSuccess { priceList { id } }',
    });
    const prices = [{ price: money(say.listed) }, { minimumQuantity: 10, price: money(say.ofTen) }];
    const set = (of: readonly object[]) =>
      mutate<{ results: readonly { errors: readonly object[] }[] }>(staff, {
        name: 'priceListPricesUpdate',
        input: { priceListId: priceList.id, prices: [{ variantId: variant.id, prices: of }] },
        select: '__typename ... on PriceListPricesUpdateSuccess { results { errors { __typename } } }',
      });
    expect((await set([{ price: money(say.tooFine) }])).results).toMatchObject([
      { errors: [{ __typename: 'InvalidInputError' }] },
    ]);
    expect((await set(prices)).results).toEqual([{ errors: [] }]);
    // Lists are filtered and sorted by what variants cost by themselves.
    await expectFound(variant.name, say.first);
    for (const [{ id: variantId, slug }, quantity, subtotal] of [
      [variant, 1, say.listed],
      [variant, 10, times(say.ofTen, 10)],
      [other, 3, times(say.adjusted, 3)],
    ] as const) {
      const cart = await cartAt(member, { variantId, quantity }, subtotal);
      const purchase = { buyer: member, cart, slug };
      await expectOnePrice(store, { currencyCode, delivery: 'standard', purchase });
    }
  });

  it('a sale, with the former price and the lowest one before', async () => {
    const { id: variantId, slug, name } = await findVariant(visitor, 20, 28);
    await priced(variantId, say.lowest);
    await priced(variantId, say.regular);
    await mutate(staff, {
      name: 'variantPricesUpdate',
      input: { prices: [{ variantId, price: money(say.sale), endsAt: inAnHour() }] },
      select: '__typename',
    });
    await expectFound(name, say.sale);
    const { product } = await visitor.ask<{ product: { variants: { id: string }[] } }>(
      `query ($slug: String!) { product(slug: $slug) { variants { id price(currency: ${currencyCode}) { amount }
        compareAtPrice(currency: ${currencyCode}) { amount } lowestRecentPrice(currency: ${currencyCode}) { amount } } } }`,
      { slug },
    );
    expect(product.variants.find(({ id }) => id === variantId)).toEqual({
      id: variantId,
      price: { amount: say.sale },
      compareAtPrice: { amount: say.regular },
      lowestRecentPrice: { amount: say.lowest },
    });
    const buyer = await guest(store.graphqlUrl);
    const cart = await cartAt(buyer, { variantId, quantity: 3 }, times(say.sale, 3));
    await expectOnePrice(store, { currencyCode, delivery: 'standard', purchase: { buyer, cart, slug } });
  });

  it('a flash offer', async () => {
    const { id: variantId, slug, name } = await findVariant(visitor, 20, say.ofOffer);
    const offer = (amount: string) =>
      mutate(staff, {
        name: 'flashOfferCreate',
        input: { variantId, price: money(amount), endsAt: inAnHour(), budget: 5, limitPerCustomer: 3 },
        select: '__typename',
      });
    await priced(variantId, say.first);
    expect(await offer(say.tooFine)).toEqual({ __typename: 'InvalidInputError' });
    expect(await offer(say.flash)).toEqual({ __typename: 'FlashOfferCreateSuccess' });
    await expectFound(name, say.flash);
    const buyer = await guest(store.graphqlUrl);
    const cart = await cartAt(buyer, { variantId, quantity: 3 }, times(say.flash, 3));
    await expectOnePrice(store, { currencyCode, delivery: 'standard', purchase: { buyer, cart, slug } });
  });

  it('all of that in the order of its prices', async () => {
    const { products } = await cheapestFirst('0', '100000');
    const shown = products.nodes.map(({ priceRange }) => priceRange.min);
    const expected = [say.flash, say.plain, say.first, say.second, say.sale];
    expect(shown).toEqual(expected.toSorted((one, other) => Number(one) - Number(other)).map(money));
  });
});

/** What so many pieces cost, with the decimals that one has. */
function times(amount: string, quantity: number): string {
  const decimals = amount.split('.')[1]?.length ?? 0;
  return (Number(amount) * quantity).toFixed(decimals);
}

it('refuses what it does not sell in, by name', async () => {
  const { errors } = await visitor.send(
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
