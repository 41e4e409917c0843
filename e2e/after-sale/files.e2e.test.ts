import { randomUUID } from 'node:crypto';
import { waitFor } from '@cartwright/testing';
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
  const variant = await findVariant(graphqlClient(url), 20, 45);
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

it('customers of a file come in through the gateway, may be followed, and set a password by mail', async () => {
  const staff = await staffClient(url);
  const mark = randomUUID();
  const email = `file-${mark}@example.com`;
  const file = `Email,First Name,Accepts Email Marketing\n${email},Kim,yes\nnobody,,\n`;
  const { customerImport, uploadUrl } = await mutate<{ customerImport: { id: string }; uploadUrl: string }>(
    staff,
    {
      name: 'customerImportCreate',
      input: { format: 'CSV', filename: 'customers.csv', byteSize: file.length },
      select: '... on CustomerImportCreateSuccess { customerImport { id } uploadUrl }',
    },
  );
  const headers = { 'content-type': 'text/csv' };
  expect((await fetch(uploadUrl, { method: 'PUT', headers, body: file })).status).toBe(201);
  interface Seen {
    readonly status: string;
    readonly lines: { readonly nodes: readonly { readonly customer: { readonly id: string } | null }[] };
  }
  const read = async (): Promise<Seen> => {
    const query = `query ($id: ID!) { customerImport(id: $id) { status created failed
      lines { nodes { line outcome subject customer { id email } } } } }`;
    return (await staff.ask<{ customerImport: Seen }>(query, { id: customerImport.id })).customerImport;
  };
  const seen = await waitFor(async () => {
    const now = await read();
    return now.status === 'COMPLETED' ? now : undefined;
  });
  expect(seen).toMatchObject({
    ...{ created: 1, failed: 1 },
    lines: {
      nodes: [
        { line: 2, outcome: 'CREATED', customer: { email } },
        { line: 3, outcome: 'FAILED' },
      ],
    },
  });
  await waitFor(async () => {
    const query = '{ consents(filters: { email: "EMAIL" }) { nodes { kind isGiven source } } }';
    const { consents } = await staff.ask<{ consents: { nodes: readonly object[] } }>(
      query.replace('EMAIL', email),
    );
    return JSON.stringify(consents.nodes) === '[{"kind":"NEWSLETTER","isGiven":true,"source":"FILE"}]';
  });
});
