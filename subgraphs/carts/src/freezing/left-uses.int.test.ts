import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCart, freezeRequest, mutate, newCustomer } from '../../test/operations.ts';
import { keptPromotion } from '../../test/sample-promotions.ts';
import { knowVariant } from '../../test/sample-variants.ts';
import { startTestCarts, type TestCarts } from '../../test/start-test-carts.ts';
import { raisePriceTerms } from '../price-terms/door.ts';
import { insertCodes } from '../promotions/repository/codes.ts';
import { insertPromotion } from '../promotions/repository/promotions.ts';
import { storesWithin } from './repository.ts';
import { followOrders } from './use-cases/follow-orders.ts';
import { giveBackLeftUses } from './use-cases/give-back-left-uses.ts';

let carts: TestCarts;
beforeAll(async () => {
  carts = await startTestCarts();
});
afterAll(() => carts[Symbol.asyncDispose]());

/** A cart that is frozen with the only use of a code of ten percent. */
async function frozen() {
  const [customer, variantId, promotionId] = [newCustomer(), await knowVariant(carts.database), uuidv7()];
  const code = `LEFT-${promotionId.slice(-12).toUpperCase()}`;
  const about = { id: uuidv7(), batchId: uuidv7(), customerId: null, usedCount: 0, createdAt: new Date() };
  await carts.database.transaction(async (tx) => {
    await insertPromotion(tx, keptPromotion({ id: promotionId, needsCode: true, usageLimit: 1 }));
    await raisePriceTerms(tx);
    await insertCodes(tx, [{ ...about, promotionId, code, usageLimit: 1 }]);
  });
  carts.clock.advanceMinutes(1);
  const { id: cartId } = await createCart(carts, customer, { [variantId]: 2 });
  await mutate(carts, customer, 'cartDiscountCodesUpdate', { cartId, discountCodes: [code] });
  const orderId = uuidv7();
  const request = freezeRequest({ id: cartId }, customer, { orderId, expectedTotalMinor: 4090 });
  expect(await carts.freeze(request)).toMatchObject({ outcome: 'frozen', cart: { discountMinor: 400 } });
  // The database has a clock of its own, which no test sets forward.
  await carts.database.statements
    .updateTable('promotionUses')
    .set({ usedAt: carts.clock.now() })
    .where('orderId', '=', orderId)
    .execute();
  return { customer, variantId, cartId, orderId, promotionId, code };
}

async function usedCount(promotionId: string): Promise<number> {
  const { usedCount: used } = await carts.database.statements
    .selectFrom('promotionCounts')
    .select('usedCount')
    .where('promotionId', '=', promotionId)
    .executeTakeFirstOrThrow();
  return used;
}
const sweep = () => giveBackLeftUses(carts.database, carts.clock.now());
const follow = (orderId: string, became: 'PLACED' | 'CONFIRMED') =>
  carts.database.transaction((tx) =>
    followOrders(storesWithin(tx), [{ orderId, became }], carts.clock.now()),
  );

describe('the use of a freeze that has expired', () => {
  it('is the buyer’s again as soon as the cart is changed', async () => {
    const { customer, cartId, promotionId, code } = await frozen();
    carts.clock.advanceMinutes(16);
    const another = { variantId: await knowVariant(carts.database) };
    const input = { cartId, idempotencyKey: uuidv7(), lines: [another] };
    expect((await mutate(carts, customer, 'cartLinesAdd', input)).__typename).toBe('CartSuccess');
    expect(await usedCount(promotionId)).toBe(0);
    const { data } = await carts.graphql<{ cart: { discountCodes: unknown } }>(
      customer,
      'query ($cartId: ID!) { cart(id: $cartId) { discountCodes { code isApplicable } } }',
      { cartId },
    );
    expect(data.cart.discountCodes).toEqual([{ code, isApplicable: true }]);
  });

  it('is given back where the cart goes into another one, or is deleted', async () => {
    const [merged, deleted] = [await frozen(), await frozen()];
    await createCart(carts, merged.customer, { [merged.variantId]: 1 });
    carts.clock.advanceMinutes(16);
    const lines = [{ variantId: merged.variantId }];
    await mutate(carts, merged.customer, 'cartLinesAdd', {
      cartId: merged.cartId,
      idempotencyKey: uuidv7(),
      lines,
    });
    await carts.graphql(
      deleted.customer,
      'mutation ($input: CartDeleteInput!) { cartDelete(input: $input) { __typename } }',
      { input: { cartId: deleted.cartId } },
    );
    expect(await Promise.all([merged, deleted].map(({ promotionId }) => usedCount(promotionId)))).toEqual([
      0, 0,
    ]);
  });

  it('is given back where nobody comes back to the cart, or it is gone', async () => {
    const [left, erased] = [await frozen(), await frozen()];
    await carts.database.statements.deleteFrom('carts').where('id', '=', erased.cartId).execute();
    const counts = () => Promise.all([left, erased].map(({ promotionId }) => usedCount(promotionId)));
    carts.clock.advanceMinutes(13);
    await sweep();
    expect(await counts()).toEqual([1, 1]);
    carts.clock.advanceMinutes(3);
    await sweep();
    await sweep();
    expect(await counts()).toEqual([0, 0]);
  });

  it('stays the order’s that was placed or confirmed', async () => {
    const [placed, confirmed, gone] = [await frozen(), await frozen(), await frozen()];
    await follow(placed.orderId, 'PLACED');
    for (const { orderId } of [confirmed, gone]) await follow(orderId, 'CONFIRMED');
    await carts.database.statements.deleteFrom('carts').where('id', '=', gone.cartId).execute();
    carts.clock.advanceMinutes(60);
    await sweep();
    const all = [placed, confirmed, gone];
    expect(await Promise.all(all.map(({ promotionId }) => usedCount(promotionId)))).toEqual([1, 1, 1]);
  });
});
