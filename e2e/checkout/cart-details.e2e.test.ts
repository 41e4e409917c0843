import { randomUUID } from 'node:crypto';
import { waitFor } from '@cartwright/testing';
import { expect, inject, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';
import { mailTo } from '../support/mailbox.ts';
import { mutate } from '../support/mutate.ts';
import {
  fillCart,
  findVariant,
  followToEnd,
  guest,
  placeInput,
  placeOrder,
  register,
  signIn,
} from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const visitor = graphqlClient(graphqlUrl);

interface Changed {
  readonly __typename: string;
  readonly cart: { readonly id: string; readonly lines: readonly object[] };
  readonly warnings: readonly object[];
}
const select = `__typename ... on UserError { message } ... on CartSuccess { warnings { code }
  cart { id lines { quantity variant { id } metafields { key value } } } }`;

it('what a buyer says of a cart goes with it to their account and to the order, which they order again', async () => {
  const visit = await guest(graphqlUrl);
  const { id: variantId } = await findVariant(visitor, 10, 15);
  const cart = await fillCart(visit, [{ variantId, quantity: 1 }]);
  const cartId = cart.id;
  const said = { note: 'Ring twice.\nAt the back.', giftText: 'For Kim', reference: `PO ${randomUUID()}` };
  const wrong = { cartId, note: 'x'.repeat(1001) };
  const faults = '__typename ... on InvalidInputError { fields { path code } }';
  expect(await mutate(visit, { name: 'cartDetailsUpdate', input: wrong, select: faults })).toEqual({
    __typename: 'InvalidInputError',
    fields: [{ path: ['note'], code: 'TOO_LONG' }],
  });
  const set = await mutate(visit, { name: 'cartDetailsUpdate', input: { cartId, ...said }, select });
  expect(set).toMatchObject({ __typename: 'CartSuccess' });
  const shown = '{ cart { note giftText reference expiresAt } }';
  expect(await visit.ask(shown)).toEqual({ cart: { ...said, expiresAt: expect.any(String) as string } });
  const buyer = await register(visit);
  expect(await buyer.ask(shown)).toEqual({ cart: { ...said, expiresAt: null } });

  const input = placeInput(cart);
  const { id, number } = await placeOrder(buyer, input);
  await followToEnd(buyer, id);
  const found = `query ($reference: String) { orders(filters: { reference: $reference }) {
    nodes { id cartId note giftText reference } } }`;
  const { reference } = said;
  const order = { id, cartId, ...said };
  for (const reader of [buyer, await staffClient(graphqlUrl)])
    expect(await reader.ask(found, { reference })).toEqual({ orders: { nodes: [order] } });
  expect(await (await guest(graphqlUrl)).ask(found, { reference })).toEqual({ orders: { nodes: [] } });
  // Nobody has proved that the address is theirs: what was typed is not written to it.
  const { text } = await mailTo(inject('mailboxUrl'), input.email, 'confirmed');
  expect(text).toContain(number);
  expect(text).not.toMatch(/Ring twice|For Kim|PO /);

  const statusOf = 'query ($id: ID) { cart(id: $id) { status } }';
  await waitFor(async () => {
    const { cart: seen } = await buyer.ask<{ cart: { status: string } }>(statusOf, { id: cartId });
    return seen.status === 'COMPLETED';
  });
  const again = { cartId: order.cartId, idempotencyKey: randomUUID() };
  const copied = await mutate<Changed>(buyer, { name: 'cartClone', input: again, select });
  expect(copied).toMatchObject({
    ...{ __typename: 'CartSuccess', warnings: [] },
    cart: { lines: [{ quantity: 1, variant: { id: variantId } }] },
  });
  const engraving = { namespace: 'gift', key: 'engraving', type: 'SINGLE_LINE_TEXT', value: 'K. S.' };
  const more = {
    ...{ cartId: copied.cart.id, idempotencyKey: randomUUID() },
    lines: [{ variantId, metafields: [engraving] }],
  };
  expect(await mutate(buyer, { name: 'cartLinesAdd', input: more, select })).toMatchObject({
    cart: { lines: [{ quantity: 2, metafields: [{ key: 'engraving', value: 'K. S.' }] }] },
  });
  const emptied = { cartId: copied.cart.id };
  expect(await mutate(buyer, { name: 'cartClear', input: emptied, select })).toEqual({
    ...{ __typename: 'CartSuccess', warnings: [], cart: { id: copied.cart.id, lines: [] } },
  });
  expect(await buyer.ask(shown)).toMatchObject({ cart: { note: null } });
});

it('is in the mail that confirms the order, to who has proved that the address is theirs', async () => {
  const email = 'shopper@example.com';
  const buyer = await signIn(visitor, email, 'let-me-shop-2026');
  const { id: variantId } = await findVariant(visitor, 10, 16);
  const cart = await fillCart(buyer, [{ variantId, quantity: 1 }]);
  const said = { note: 'Ring twice.\nAt the back.', giftText: 'For <Kim>', reference: `PO ${randomUUID()}` };
  await mutate(buyer, { name: 'cartDetailsUpdate', input: { cartId: cart.id, ...said }, select });
  const { id, number } = await placeOrder(buyer, { ...placeInput(cart), email });
  await followToEnd(buyer, id);
  const { text, html } = await mailTo(inject('mailboxUrl'), email, number);
  for (const words of Object.values(said)) expect(text).toContain(words);
  expect(html).toContain('For &lt;Kim&gt;');
});
