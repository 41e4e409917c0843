import { randomUUID } from 'node:crypto';
import { afterAll, expect, inject, it } from 'vitest';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { mailTo } from '../support/mailbox.ts';
import { mutate } from '../support/mutate.ts';
import {
  fillCart,
  findVariant,
  followToEnd,
  guest,
  place,
  placeInput,
  placeOrder,
  register,
  type Cart,
} from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const staff = await staffClient(graphqlUrl);
const made: string[] = [];

/** What this test makes is gone afterwards: others count what carts cost. */
afterAll(async () => {
  const input = { ids: made, isEnabled: false };
  await mutate(staff, { name: 'promotionsEnabledSet', input, select: '__typename' });
});

/** A promotion with one code: a tenth of the order. */
async function tenthOff(more: object = {}): Promise<{ readonly id: string; readonly code: string }> {
  const { promotion } = await mutate<{ promotion: { id: string } }>(staff, {
    name: 'promotionCreate',
    input: {
      title: 'A tenth off',
      method: 'CODE',
      effect: { percentage: { of: 'ORDER', percent: 10 } },
      ...more,
    },
    select: '... on PromotionCreateSuccess { promotion { id } }',
  });
  made.push(promotion.id);
  const code = `TENTH-${randomUUID().slice(0, 8)}`.toUpperCase();
  await mutate(staff, {
    name: 'promotionCodesCreate',
    input: { promotionId: promotion.id, codes: [{ code }] },
    select: '__typename',
  });
  return { id: promotion.id, code };
}

type Priced = Pick<Cart, 'deliveryOptions'> & {
  readonly cost: Cart['cost'] & { readonly discount: { readonly amount: string } };
  readonly discountCodes: readonly object[];
};

const enter = async (buyer: GraphqlClient, cartId: string, codes: readonly string[]) => {
  const { cart } = await mutate<{ cart: Priced }>(buyer, {
    name: 'cartDiscountCodesUpdate',
    input: { cartId, discountCodes: codes },
    select: `... on CartSuccess { cart { discountCodes { code isApplicable refusal }
      deliveryOptions { code price { amount currencyCode } cartTotal { amount currencyCode } }
      cost { subtotal { amount currencyCode } discount { amount } total { gross { amount currencyCode } } } } }`,
  });
  return cart;
};

const usedCount = async (id: string) => {
  const { promotion } = await staff.ask<{ promotion: { usedCount: number } }>(
    'query ($id: ID!) { promotion(id: $id) { usedCount } }',
    { id },
  );
  return promotion.usedCount;
};

const minor = (amount: string) => Math.round(Number(amount) * 100);

it('a code makes an order cheaper: the cart, the order, the receipt and the mail say the same sum', async () => {
  const { id: promotionId, code } = await tenthOff();
  const buyer = await register(await guest(graphqlUrl));
  const { id: variantId } = await findVariant(buyer, 10);
  const cart = await fillCart(buyer, [{ variantId, quantity: 3 }]);
  const priced = await enter(buyer, cart.id, [code]);
  expect(priced.discountCodes).toEqual([{ code, isApplicable: true, refusal: null }]);
  const { subtotal, discount, total } = priced.cost;
  const gross = total.gross.amount;
  expect(minor(discount.amount)).toBe(Math.round(minor(subtotal.amount) / 10));
  expect(minor(gross)).toBeLessThan(minor(cart.cost.total.gross.amount));

  const input = placeInput({ ...cart, ...priced });
  const { id } = await placeOrder(buyer, input);
  const events = await followToEnd(buyer, id);
  expect(events.at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
  const { order } = await buyer.ask<{
    order: {
      discount: { amount: string };
      total: { gross: { amount: string } };
      discounts: readonly object[];
      lines: readonly { discounts: readonly { amount: { amount: string } }[] }[];
      taxLines: readonly { net: { amount: string }; tax: { amount: string } }[];
    };
  }>(
    `query ($id: ID!) { order(id: $id) { discount { amount } total { gross { amount } }
      discounts { title code amount { amount } }
      lines { discounts { amount { amount } } } taxLines { net { amount } tax { amount } } } }`,
    { id },
  );
  expect(order.total.gross.amount).toBe(input.expectedTotal.amount);
  expect(order.discount.amount).toBe(discount.amount);
  expect(order.discounts).toEqual([{ title: 'A tenth off', code, amount: { amount: discount.amount } }]);
  const shares = order.lines.flatMap((line) => line.discounts.map(({ amount }) => minor(amount.amount)));
  expect(shares.reduce((sum, share) => sum + share, 0)).toBe(minor(discount.amount));
  const taxed = order.taxLines.map(({ net, tax }) => minor(net.amount) + minor(tax.amount));
  expect(taxed.reduce((sum, part) => sum + part, 0)).toBe(minor(order.total.gross.amount));
  const mail = await mailTo(inject('mailboxUrl'), input.email, 'confirmed');
  expect(mail.text).toContain('A tenth off');
  expect(await usedCount(promotionId)).toBe(1);
});

it('a code that may be used twice is used by two of eight orders at the same time, and given back with one', async () => {
  const { id: promotionId, code } = await tenthOff({ usageLimit: 2 });
  const buyers = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const buyer = await guest(graphqlUrl);
      const { id: variantId } = await findVariant(buyer, 10);
      const cart = await fillCart(buyer, [{ variantId, quantity: 1 }]);
      const priced = await enter(buyer, cart.id, [code]);
      return { buyer, input: placeInput({ ...cart, ...priced }) };
    }),
  );
  const outcomes = await Promise.all(buyers.map(({ buyer, input }) => place(buyer, input)));
  const placed = outcomes.filter(({ order }) => order !== undefined);
  expect(placed).toHaveLength(2);
  expect(new Set(outcomes.filter(({ order }) => order === undefined).map((one) => one.__typename))).toEqual(
    new Set(['PriceChangedError']),
  );
  expect(await usedCount(promotionId)).toBe(2);
  const [first] = outcomes.flatMap(({ order }, index) =>
    order === undefined ? [] : [{ orderId: order.id, buyer: buyers[index]?.buyer }],
  );
  if (first?.buyer === undefined) throw new Error('Nobody could use it');
  await followToEnd(first.buyer, first.orderId);
  await mutate(first.buyer, {
    name: 'orderCancel',
    input: { orderId: first.orderId },
    select: '__typename',
  });
  await expect.poll(() => usedCount(promotionId)).toBe(1);
});
