import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import {
  createCart,
  freezeRequest,
  mutate,
  newCustomer,
  newGuest,
  readCart,
  type KnownViewer,
} from '../../test/operations.ts';
import { knowVariant } from '../../test/sample-variants.ts';
import { startTestCarts, type TestCarts } from '../../test/start-test-carts.ts';
import type { PriceListChange, PriceListPricesChange } from './ports.ts';
import { offersWithin } from './repository/offers.ts';

let carts: TestCarts;
beforeAll(async () => {
  carts = await startTestCarts();
});
afterAll(() => carts[Symbol.asyncDispose]());

async function hear(list: Partial<PriceListChange>, variants: PriceListPricesChange['variants'] = []) {
  const [priceListId, version] = [list.priceListId ?? uuidv7(), list.version ?? 1];
  await carts.database.transaction(async (tx) => {
    const offers = offersWithin(tx);
    await offers.savePriceListPrices([{ priceListId, version, variants }]);
    await offers.savePriceLists([
      {
        ...{ currency: 'EUR', countries: [], groupIds: [], priority: 0, adjustments: [], isRunning: true },
        ...list,
        ...{ priceListId, version },
      },
    ]);
  });
  return priceListId;
}

async function memberOf(...groupIds: string[]): Promise<KnownViewer> {
  const customer = newCustomer();
  const known = { customerId: customer.id, version: 1, groupIds, company: null, vatId: null };
  await carts.database.statements.insertInto('customers').values(known).execute();
  return customer;
}

const tradePrices = (variantId: string) => [
  {
    variantId,
    prices: [
      { minimumQuantity: 1, amountMinor: 1800 },
      { minimumQuantity: 10, amountMinor: 1550 },
    ],
  },
];

it('prices a new cart of a member by the list of the group, and that of anybody else by itself', async () => {
  const [trade, variantId] = [uuidv7(), await knowVariant(carts.database)];
  const priceListId = await hear({ groupIds: [trade] }, tradePrices(variantId));
  const member = await memberOf(trade);
  const cart = await createCart(carts, member, { [variantId]: 1 });
  expect(cart.lines).toMatchObject([{ unitPrice: { amount: '18.00' } }]);
  for (const other of [await memberOf(uuidv7()), newGuest()])
    expect(await createCart(carts, other, { [variantId]: 10 })).toMatchObject({
      cost: { subtotal: { amount: '200.00' } },
    });
  await hear({ priceListId, version: 2, groupIds: [trade], isRunning: false });
  expect(await readCart(carts, member)).toMatchObject({ lines: [{ unitPrice: { amount: '20.00' } }] });
  await hear({ priceListId, version: 1, groupIds: [trade] });
  expect(await readCart(carts, member)).toMatchObject({ lines: [{ unitPrice: { amount: '20.00' } }] });
});

it('tells of the price that more pieces have, and freezes what the cart shows', async () => {
  const [trade, variantId] = [uuidv7(), await knowVariant(carts.database)];
  await hear({ groupIds: [trade] }, tradePrices(variantId));
  const member = await memberOf(trade);
  const { id: cartId, lines } = await createCart(carts, member, { [variantId]: 1 });
  const update = { cartId, lines: [{ lineId: lines[0]?.id, quantity: 10 }] };
  const { cart, warnings } = await mutate(carts, member, 'cartLinesUpdate', update);
  expect(cart.cost.subtotal.amount).toBe('155.00');
  expect(warnings).toMatchObject([{ code: 'PRICE_CHANGED' }]);
  const frozen = await carts.freeze(freezeRequest(cart, member, { expectedTotalMinor: 15_500 }));
  expect(frozen).toMatchObject({
    outcome: 'frozen',
    cart: { lines: [{ quantity: 10, unitPriceMinor: 1550, totalMinor: 15_500 }], totalMinor: 15_500 },
  });
});

it('follows the country of the cart, and what is sent elsewhere is not sold at its price', async () => {
  const variantId = await knowVariant(carts.database);
  await hear({ countries: ['AT'] }, tradePrices(variantId));
  const customer = newCustomer();
  const { id: cartId } = await createCart(carts, customer, { [variantId]: 2 });
  const input = { cartId, buyerIdentity: { countryCode: 'AT' } };
  const { cart, warnings } = await mutate(carts, customer, 'cartBuyerIdentityUpdate', input);
  expect(cart.cost.subtotal.amount).toBe('36.00');
  expect(warnings).toMatchObject([{ code: 'PRICE_CHANGED' }]);
  expect(await carts.freeze(freezeRequest(cart, customer, { expectedTotalMinor: 4_090 }))).toMatchObject({
    outcome: 'price-changed',
    actualTotalMinor: 4_490,
  });
});

it('is in another currency what the list of that currency says', async () => {
  const variantId = await knowVariant(carts.database);
  await hear({ currency: 'USD' }, [{ variantId, prices: [{ minimumQuantity: 2, amountMinor: 2000 }] }]);
  const customer = newCustomer();
  await createCart(carts, customer, { [variantId]: 2 });
  const input = { idempotencyKey: uuidv7(), currencyCode: 'USD' };
  const { cart, warnings } = await mutate(carts, customer, 'cartCreate', input);
  expect([cart.cost.subtotal.amount, warnings]).toEqual(['40.00', []]);
});

describe('a price list that was deleted', () => {
  const pricesOf = (priceListId: string) =>
    carts.database.statements
      .selectFrom('priceListPrices')
      .select(['variantId', 'prices'])
      .where('priceListId', '=', priceListId)
      .execute();
  const known = async (id: string) =>
    (await carts.database.statements.selectFrom('priceLists').select('id').where('id', '=', id).execute())
      .length;
  const monthAgo = { goneAt: new Date(Date.now() - 31 * 86_400_000) };

  it('keeps no prices, takes none that come late, and is forgotten after a month', async () => {
    const variantId = await knowVariant(carts.database);
    const priceListId = await hear({ version: 1 }, tradePrices(variantId));
    expect(await pricesOf(priceListId)).toHaveLength(1);
    await hear({ priceListId, version: 3, isRunning: false, isDeleted: true });
    await hear({ priceListId, version: 2 }, tradePrices(variantId));
    expect([await pricesOf(priceListId), await known(priceListId)]).toEqual([[], 1]);
    await carts.database.statements
      .updateTable('priceLists')
      .set(monthAgo)
      .where('id', '=', priceListId)
      .execute();
    await hear({ isRunning: false, isDeleted: true });
    expect(await known(priceListId)).toBe(0);
  });

  it('leaves as little as prices that were taken out of one: older ones do not come back, and go after a month', async () => {
    const variantId = await knowVariant(carts.database);
    const priceListId = await hear({ version: 1 }, tradePrices(variantId));
    await hear({ priceListId, version: 3 }, [{ variantId, prices: [] }]);
    await hear({ priceListId, version: 2 }, tradePrices(variantId));
    expect(await pricesOf(priceListId)).toEqual([{ variantId, prices: [] }]);
    await carts.database.statements
      .updateTable('priceListPrices')
      .set(monthAgo)
      .where('priceListId', '=', priceListId)
      .execute();
    await hear({}, [{ variantId: uuidv7(), prices: [] }]);
    expect(await pricesOf(priceListId)).toEqual([]);
  });
});
