import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';
import { fillCart, findVariant, guest, paymentBecomes, placeInput, placeOrder } from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');

/** A system of the merchant: what it was sent, as it came. */
const received: { headers: Record<string, string>; body: string }[] = [];
const erp = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const headers = request.headers as Record<string, string>;
    received.push({ headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(204).end();
  });
});
beforeAll(() => new Promise<void>((resolve) => erp.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => erp.close(resolve)));

interface Created {
  readonly webhookCreate: { readonly webhook: { readonly id: string }; readonly secret: string };
}

it.each([
  ['orders.order-confirmed.v1', 'sim_ok', 'PAID'],
  ['payments.declined.v1', 'sim_declined', 'DECLINED'],
])('a webhook that staff make hears %s, and the feed has it, too', async (type, token, status) => {
  const staff = await staffClient(graphqlUrl);
  const url = `http://127.0.0.1:${(erp.address() as AddressInfo).port}/events`;
  const { webhookCreate } = await staff.ask<Created>(
    `mutation ($input: WebhookCreateInput!) { webhookCreate(input: $input) {
      ... on WebhookCreateSuccess { webhook { id } secret } } }`,
    { input: { url, types: [type] } },
  );

  const buyer = await guest(graphqlUrl);
  const variant = await findVariant(graphqlClient(graphqlUrl), 20, 46);
  const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
  const { id } = await placeOrder(buyer, placeInput(cart, token));
  await paymentBecomes(buyer, id, status);

  const mine = () => received.find(({ body }) => body.includes(id));
  await expect.poll(mine, { timeout: 20_000 }).toBeDefined();
  const { body = '', headers = {} } = mine() ?? {};
  const event = new Webhook(webhookCreate.secret).verify(body, headers) as { position: string; data: object };
  expect(event).toMatchObject({ specversion: '1.0', type, source: type.split('.')[0], subject: id });

  const { events } = await staff.ask<{ events: { nodes: object[] } }>(
    'query ($from: String!) { events(filters: { afterPosition: $from }, first: 1) { nodes { position type subject data } } }',
    { from: String(Number(event.position) - 1) },
  );
  expect(events.nodes).toEqual([{ position: event.position, type, subject: id, data: event.data }]);
  const { webhookDelete } = await staff.ask<{ webhookDelete: { __typename: string } }>(
    'mutation ($input: WebhookDeleteInput!) { webhookDelete(input: $input) { __typename } }',
    { input: { id: webhookCreate.webhook.id } },
  );
  expect(webhookDelete.__typename).toBe('WebhookDeleteSuccess');
});
