import { expect, inject, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';
import { mutate } from '../support/mutate.ts';
import {
  fillCart,
  findVariant,
  guest,
  paymentBecomes,
  placeInput,
  placeOrder,
  register,
} from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';

const url = inject('graphqlUrl');

it('an order and who placed it are in the files that staff fetch through the gateway', async () => {
  const staff = await staffClient(url);
  const began = new Date();
  const buyer = await register(await guest(url));
  const variant = await findVariant(graphqlClient(url), 20, 30);
  const { id } = await placeOrder(
    buyer,
    placeInput(await fillCart(buyer, [{ variantId: variant.id, quantity: 2 }])),
  );
  await paymentBecomes(buyer, id, 'PAID');
  const { order } = await buyer.ask<{ order: { number: string; customer: { email: string } } }>(
    'query ($id: ID!) { order(id: $id) { number customer { email } } }',
    { id },
  );

  const fetched = async (
    name: 'orderExportCreate' | 'customerExportCreate',
    input: object,
  ): Promise<string> => {
    const select = `... on ${name.charAt(0).toUpperCase()}${name.slice(1)}Success { url }`;
    const created = await mutate<{ url: string }>(staff, { name, input, select });
    const response = await fetch(created.url);
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="(orders|customers)\.csv"$/,
    );
    return response.text();
  };
  const filters = { placedFrom: began.toISOString() };
  const orders = await fetched('orderExportCreate', { format: 'CSV', filters });
  const row = orders.split('\r\n').find((line) => line.startsWith(`${order.number},`));
  expect(row).toContain(',paid,unfulfilled,EUR,');
  expect(await fetched('customerExportCreate', { format: 'CSV' })).toContain(order.customer.email);
});
