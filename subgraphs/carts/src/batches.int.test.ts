import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCart, freezeRequest, newCustomer, readCart } from '../test/operations.ts';
import { knowVariant } from '../test/sample-variants.ts';
import { startTestCarts, type TestCarts } from '../test/start-test-carts.ts';

const count = 32;
let carts: TestCarts;
beforeAll(async () => {
  carts = await startTestCarts();
});
afterAll(() => carts[Symbol.asyncDispose]());

const ofCarts = /\b(carts|cart_lines|settled_orders|idempotency_keys|variants)\b/;
/** What looks for carts that were left looks by itself. */
const isOfCarts = (sql: string) => ofCarts.test(sql) && !/\bleft_at\b/.test(sql);

/** The statements about carts that work sends, and what it gives. */
async function counted<Result>(work: () => Promise<Result>): Promise<[Result, number]> {
  carts.statements.reset();
  const result = await work();
  return [result, carts.statements.statements().filter(isOfCarts).length];
}

it('a cart is started with four statements, and frozen with three', async () => {
  const [customer, variantId] = [newCustomer(), await knowVariant(carts.database)];
  const [cart, started] = await counted(() => createCart(carts, customer, { [variantId]: 2 }));
  const request = freezeRequest(cart, customer, { expectedTotalMinor: 4490 });
  const [answer, frozen] = await counted(() => carts.freeze(request));
  expect(answer.outcome).toBe('frozen');
  expect([started, frozen]).toEqual([4, 3]);
});

it('carts of different buyers that are started and frozen together share statements, each with its own answer', async () => {
  const buyers = Array.from({ length: count }, () => newCustomer());
  const variantIds = await Promise.all(buyers.map(() => knowVariant(carts.database)));
  const [begun, started] = await counted(() =>
    Promise.all(buyers.map((buyer, index) => createCart(carts, buyer, { [variantIds[index] ?? '']: 2 }))),
  );
  expect(begun.map(({ lines }) => lines[0]?.variant.id)).toEqual(variantIds);
  expect(started).toBeLessThan((count * 5) / 2);
  const prices = (index: number) => ({ expectedTotalMinor: index % 2 === 0 ? 4490 : 1 });
  const [answers, frozen] = await counted(() =>
    Promise.all(
      begun.map((cart, index) =>
        carts.freeze(freezeRequest(cart, buyers[index] ?? newCustomer(), prices(index))),
      ),
    ),
  );
  expect(answers.map(({ outcome }) => outcome)).toEqual(
    buyers.map((_buyer, index) => (index % 2 === 0 ? 'frozen' : 'price-changed')),
  );
  expect(frozen).toBeLessThan((count * 4) / 2);
  const seen = await Promise.all(buyers.map((buyer) => readCart(carts, buyer)));
  expect(seen.map((cart) => cart?.status)).toEqual(
    buyers.map((_buyer, index) => (index % 2 === 0 ? 'CHECKING_OUT' : 'ACTIVE')),
  );
});
