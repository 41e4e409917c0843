import { randomUUID } from 'node:crypto';
import { afterAll, expect, inject, it } from 'vitest';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { mutate } from '../support/mutate.ts';
import { fillCart, findVariant, guest, register } from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const staff = await staffClient(graphqlUrl);
const made: string[] = [];

/** What this test makes is gone afterwards: others count what carts cost. */
afterAll(async () => {
  const input = { ids: made, isEnabled: false };
  await mutate(staff, { name: 'promotionsEnabledSet', input, select: '__typename' });
});

async function newPromotion(input: object): Promise<string> {
  const { promotion } = await mutate<{ promotion: { id: string } }>(staff, {
    name: 'promotionCreate',
    input: {
      title: 'Journey',
      method: 'CODE',
      effect: { percentage: { of: 'ORDER', percent: 10 } },
      ...input,
    },
    select: '... on PromotionCreateSuccess { promotion { id } }',
  });
  made.push(promotion.id);
  return promotion.id;
}

async function seen(buyer: GraphqlClient, cartId: string) {
  const { cart } = await buyer.ask<{
    cart: { discountCodes: readonly { code: string; refusal: string | null }[] };
  }>('query ($cartId: ID!) { cart(id: $cartId) { discountCodes { code refusal } } }', { cartId });
  return cart.discountCodes.map(({ code, refusal }) => [code, refusal]);
}

it('staff lay down a promotion with codes, a guest enters them, and keeps them when they sign up', async () => {
  const promotionId = await newPromotion({});
  const { batchId } = await mutate<{ batchId: string }>(staff, {
    name: 'promotionCodesGenerate',
    input: { promotionId, count: 3, prefix: 'journey-' },
    select: '... on PromotionCodesGenerateSuccess { batchId }',
  });
  const { promotionCodes } = await staff.ask<{ promotionCodes: { nodes: readonly { code: string }[] } }>(
    `query ($promotionId: ID!, $batchId: ID) {
      promotionCodes(promotionId: $promotionId, filters: { batchId: $batchId }) { nodes { code } } }`,
    { promotionId, batchId },
  );
  const [{ code } = { code: '' }] = promotionCodes.nodes;
  expect(code).toMatch(/^JOURNEY-/u);
  const buyer = await guest(graphqlUrl);
  const { id: variantId } = await findVariant(buyer, 10);
  const cart = await fillCart(buyer, [{ variantId, quantity: 1 }]);
  const unknown = `unknown-${randomUUID().slice(0, 8)}`;
  const entered = await mutate<{ cart: { discountCodes: readonly { isApplicable: boolean }[] } }>(buyer, {
    name: 'cartDiscountCodesUpdate',
    input: { cartId: cart.id, discountCodes: [code.toLowerCase(), unknown] },
    select: '... on CartSuccess { cart { discountCodes { isApplicable } } }',
  });
  expect(entered.cart.discountCodes).toEqual([{ isApplicable: true }, { isApplicable: false }]);
  const customer = await register(buyer);
  const kept = [
    [code.toLowerCase(), null],
    [unknown, 'NOT_FOUND'],
  ];
  await expect.poll(() => seen(customer, cart.id)).toEqual(kept);
  const input = { ids: [promotionId], isEnabled: false };
  await mutate(staff, { name: 'promotionsEnabledSet', input, select: '__typename' });
  expect(await seen(customer, cart.id)).toEqual([
    [code.toLowerCase(), 'NOT_FOUND'],
    [unknown, 'NOT_FOUND'],
  ]);
});

it('staff read all that they have said of a promotion, in a list', async () => {
  const title = `Three for two ${randomUUID()}`;
  await newPromotion({
    title,
    method: 'AUTOMATIC',
    isEnabled: false,
    selection: { categoryIds: [randomUUID()] },
    effect: { buyXGetY: { buyQuantity: 2, getQuantity: 1 } },
    usageLimit: 50,
  });
  const { promotions } = await staff.ask<{ promotions: object }>(
    `query ($title: String) { promotions(filters: { title: $title, statuses: [DISABLED] }, first: 5) { totalCount
      nodes { method class status usageLimit usedCount effect { ... on PromotionBuyXGetY { buyQuantity getQuantity percent } } } } }`,
    { title },
  );
  const effect = { buyQuantity: 2, getQuantity: 1, percent: 100 };
  expect(promotions).toEqual({
    totalCount: 1,
    nodes: [
      {
        ...{ method: 'AUTOMATIC', class: 'PRODUCT', status: 'DISABLED', usageLimit: 50, usedCount: 0 },
        effect,
      },
    ],
  });
});
