import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCart, freezeRequest, mutate, newGuest, type KnownViewer } from '../../test/operations.ts';
import { knowVariant } from '../../test/sample-variants.ts';
import { startTestCarts, type TestCarts } from '../../test/start-test-carts.ts';

let carts: TestCarts;
beforeAll(async () => {
  carts = await startTestCarts();
});
afterAll(() => carts[Symbol.asyncDispose]());

const fields = `
  lines {
    total { amount } totalAfterDiscounts { amount } tax { amount } taxRate
    discounts { title code amount { amount } perPiece { quantity amount { amount } } }
  }
  cost {
    subtotal { amount } discount { amount } shipping { amount } shippingDiscount { amount } pricesIncludeTax
    tax { amount } taxLines { rate net { amount } tax { amount } } exemptTax { amount }
    total { gross { amount } net { amount } }
  }
  promotions { title code class amount { amount } }
  nextDiscounts { title missingAmount { amount } missingQuantity }
`;

async function read(viewer: KnownViewer, id: string): Promise<unknown> {
  const query = `query ($id: ID!) { cart(id: $id) { ${fields} } }`;
  return (await carts.graphql<{ cart: unknown }>(viewer, query, { id })).data.cart;
}

const money = (amount: string) => ({ amount });

/** A guest's cart of three pieces at 20.00 that goes to Germany. */
async function fill(viewer: KnownViewer) {
  const { id: cartId } = await createCart(carts, viewer, { [await knowVariant(carts.database)]: 3 });
  await mutate(carts, viewer, 'cartBuyerIdentityUpdate', { cartId, buyerIdentity: { countryCode: 'DE' } });
  const { cart } = await mutate(carts, viewer, 'cartDeliveryOptionSelect', { cartId, code: 'express' });
  return cart;
}

it('a cart tells what it costs by its parts, before it is ordered and after', async () => {
  const viewer = newGuest();
  const cart = await fill(viewer);
  const cost = {
    ...{ subtotal: money('60.00'), discount: money('0.00'), shipping: money('12.90') },
    ...{
      shippingDiscount: money('0.00'),
      pricesIncludeTax: true,
      exemptTax: money('0.00'),
      tax: money('11.64'),
    },
    taxLines: [{ rate: '19', net: money('61.26'), tax: money('11.64') }],
    total: { gross: money('72.90'), net: money('61.26') },
  };
  const line = { total: money('60.00'), totalAfterDiscounts: money('60.00'), tax: money('9.58') };
  const shown = {
    lines: [{ ...line, taxRate: '19', discounts: [] }],
    ...{ cost, promotions: [], nextDiscounts: [] },
  };
  expect(await read(viewer, cart.id)).toEqual(shown);
  const request = { expectedTotalMinor: 7290, shippingMethod: 'express' };
  expect(await carts.freeze(freezeRequest(cart, viewer, request))).toMatchObject({
    outcome: 'frozen',
    cart: {
      ...{ discountMinor: 0, taxMinor: 1164, exemptTaxMinor: 0, pricesIncludeTax: true },
      taxLines: [{ rateBasisPoints: 1900, netMinor: 6126, taxMinor: 1164 }],
      lines: [{ taxRateBasisPoints: 1900, taxMinor: 958 }],
    },
  });
  expect(await read(viewer, cart.id)).toEqual(shown);
});

it('a cart that was frozen with discounts tells each of them, of the cart and of its lines', async () => {
  const viewer = newGuest();
  const cart = await fill(viewer);
  const request = { expectedTotalMinor: 7290, shippingMethod: 'express' };
  await carts.freeze(freezeRequest(cart, viewer, request));
  const promotionId = '00000000-0000-7000-8000-000000000001';
  const promotion = { promotionId, title: '10 off', code: 'TEN', class: 'ORDER', amountMinor: 1000 };
  await carts.database.statements
    .updateTable('carts')
    .set({
      frozenSnapshot: sql`jsonb_set(frozen_snapshot || ${JSON.stringify({
        ...{ discountMinor: 1000, totalMinor: 6290, promotions: [promotion] },
      })}::jsonb, '{lines,0,discounts}', ${JSON.stringify([{ promotionId, amountMinor: 1000 }])}::jsonb)`,
    })
    .where('id', '=', cart.id)
    .execute();
  const named = { title: '10 off', code: 'TEN' };
  const perPiece = [
    { quantity: 1, amount: money('3.34') },
    { quantity: 2, amount: money('3.33') },
  ];
  expect(await read(viewer, cart.id)).toMatchObject({
    lines: [
      { totalAfterDiscounts: money('50.00'), discounts: [{ ...named, amount: money('10.00'), perPiece }] },
    ],
    cost: { discount: money('10.00'), shippingDiscount: money('0.00'), total: { gross: money('62.90') } },
    promotions: [{ ...named, class: 'ORDER', amount: money('10.00') }],
  });
});
