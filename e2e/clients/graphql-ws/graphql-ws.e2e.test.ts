import { createClient } from 'graphql-ws';
import { describe, expect, inject, it } from 'vitest';
import { orderOfGuest } from '../support/order-of-guest.ts';

const url = inject('graphqlUrl');

describe('graphql-ws', () => {
  it('asks and subscribes over one socket', async () => {
    const { orderId, token } = await orderOfGuest(url);
    const client = createClient({
      url: url.replace('http', 'ws'),
      connectionParams: { authorization: `Bearer ${token}` },
    });
    const [answer] = await Array.fromAsync(
      client.iterate({ query: '{ products(first: 1) { nodes { id } } }' }),
    );
    expect(answer?.data).toMatchObject({ products: { nodes: [{}] } });
    const statuses: string[] = [];
    const query = `subscription { orderStatusChanged(orderId: "${orderId}") { status } }`;
    for await (const { data } of client.iterate<{ orderStatusChanged: { status: string } }>({ query })) {
      statuses.push(data?.orderStatusChanged.status ?? 'nothing');
      if (statuses.includes('CONFIRMED')) break;
    }
    expect(statuses).not.toContain('nothing');
    await client.dispose();
  });
});
