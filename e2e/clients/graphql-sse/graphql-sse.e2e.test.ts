import { createClient } from 'graphql-sse';
import { describe, expect, inject, it } from 'vitest';
import { orderOfGuest } from '../support/order-of-guest.ts';

const url = inject('graphqlUrl');

interface Followed {
  readonly orderStatusChanged: { readonly version: number; readonly status: string };
}

describe('graphql-sse', () => {
  it.each([false, true])('asks and subscribes (one connection for all: %s)', async (singleConnection) => {
    const { orderId, token } = await orderOfGuest(url);
    const client = createClient({
      url,
      singleConnection,
      headers: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
    });
    const [answer] = await Array.fromAsync(
      client.iterate({ query: '{ products(first: 1) { nodes { id } } }' }),
    );
    expect(answer?.data).toMatchObject({ products: { nodes: [{}] } });

    const query = `subscription ($orderId: ID!) { orderStatusChanged(orderId: $orderId) { version status } }`;
    const followToEnd = async () => {
      const versions: number[] = [];
      for await (const { data } of client.iterate<Followed>({ query, variables: { orderId } })) {
        versions.push(data?.orderStatusChanged.version ?? -1);
        if (data?.orderStatusChanged.status === 'CONFIRMED') break;
      }
      return versions;
    };
    const [one, other] = await Promise.all([followToEnd(), followToEnd()]);
    expect(one.at(-1)).toBe(other.at(-1));
    expect(one).toEqual(one.map((_, index) => (one[0] ?? 0) + index));
    client.dispose();
  });

  it.each([false, true])(
    'is told that nobody is signed in (one connection for all: %s)',
    async (singleConnection) => {
      const client = createClient({ url, singleConnection, retryAttempts: 0 });
      const [answer] = await Array.fromAsync(client.iterate({ query: '{ orders { totalCount } }' }));
      expect(answer).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
      client.dispose();
    },
  );
});
