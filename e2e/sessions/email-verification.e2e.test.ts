import { expect, inject, it } from 'vitest';
import { mailTo } from '../support/mailbox.ts';
import { fillCart, findVariant, guest, place, placeInput, register } from '../support/shopper.ts';

const graphqlUrl = inject('graphqlUrl');
const mailboxUrl = inject('mailboxUrl');

it('a guest’s order is found by the address, once the customer has confirmed it by the mailed link', async () => {
  const email = `found-${Date.now()}@example.com`;
  const buyer = await guest(graphqlUrl);
  const variant = await findVariant(buyer, 1);
  const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
  const { order } = await place(buyer, { ...placeInput(cart), email });
  await mailTo(mailboxUrl, email, String(order?.number));
  const customer = await register(await guest(graphqlUrl), email);
  const orders = () => customer.ask('{ orders(first: 5) { nodes { id } } }');
  expect(await orders()).toEqual({ orders: { nodes: [] } });
  const { text } = await mailTo(mailboxUrl, email, 'Confirm your e-mail address');
  const token = /\/email-verification\?token=([\w-]+)/.exec(text)?.[1] ?? '';
  const verify = `mutation ($input: CustomerEmailVerifyInput!) { customerEmailVerify(input: $input) { __typename } }`;
  expect(await customer.ask(verify, { input: { token } })).toEqual({
    customerEmailVerify: { __typename: 'CustomerEmailVerifySuccess' },
  });
  await expect.poll(orders, { timeout: 20_000 }).toEqual({ orders: { nodes: [{ id: order?.id }] } });
  expect(await buyer.ask('query ($id: ID!) { order(id: $id) { id } }', { id: order?.id })).toEqual({
    order: { id: order?.id },
  });
});
