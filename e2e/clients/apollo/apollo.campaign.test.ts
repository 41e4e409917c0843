import { createHash } from 'node:crypto';
import {
  ApolloClient,
  type ApolloLink,
  gql,
  HttpLink,
  InMemoryCache,
  type TypedDocumentNode,
} from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient } from 'graphql-ws';
import { firstValueFrom, toArray, takeWhile } from 'rxjs';
import { describe, expect, inject, it } from 'vitest';
import { graphqlClient } from '../../support/graphql-client.ts';
import { orderOfGuest } from '../support/order-of-guest.ts';

const url = inject('graphqlUrl');
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

interface StatusChange {
  readonly orderStatusChanged: { readonly version: number; readonly status: string };
}

const follow: TypedDocumentNode<StatusChange, { orderId: string }> = gql`
  subscription Follow($orderId: ID!) {
    orderStatusChanged(orderId: $orderId) {
      version
      status
      order {
        id
        status
        lines {
          id
          variant {
            id
            product {
              id
              name
            }
          }
        }
      }
    }
  }
`;
const names = gql`
  query Names {
    products(first: 5) {
      nodes {
        id
        name
      }
    }
  }
`;

/** A fetch that keeps what was sent. */
function recorded() {
  const requests: { method: string; url: string }[] = [];
  const record: typeof fetch = (input, init) => {
    requests.push({ method: init?.method ?? 'GET', url: typeof input === 'string' ? input : '' });
    return fetch(input, init);
  };
  return { requests, record };
}

function clientOver(link: ApolloLink): ApolloClient {
  return new ApolloClient({ link, cache: new InMemoryCache() });
}

/** The versions of an order up to CONFIRMED. */
async function versionsToConfirmed(client: ApolloClient, orderId: string): Promise<number[]> {
  const events = await firstValueFrom(
    client.subscribe({ query: follow, variables: { orderId } }).pipe(
      takeWhile(({ data }) => data?.orderStatusChanged.status !== 'CONFIRMED', true),
      toArray(),
    ),
  );
  return events.map(({ data, error }) => {
    if (data === undefined) throw new Error('An event without data.', { cause: error });
    return data.orderStatusChanged.version;
  });
}

describe('how Apollo Client asks', () => {
  it('asks by GET where it is told to', async () => {
    const { requests, record } = recorded();
    const client = clientOver(new HttpLink({ uri: url, useGETForQueries: true, fetch: record }));
    const { data } = await client.query({ query: names });
    expect(data).toMatchObject({ products: { nodes: Array(5).fill(expect.anything()) } });
    expect(requests).toMatchObject([{ method: 'GET' }]);
  });

  it('sends the hash of a query, and its text only once', async () => {
    const { requests, record } = recorded();
    const query = gql`
      query {
        products(first: 1) {
          nodes {
            id
          }
        }
        persisted: products(first: 2) {
          nodes {
            id
          }
        }
      }
    `;
    for (const useGETForHashedQueries of [true, false]) {
      const link = new PersistedQueryLink({ sha256, useGETForHashedQueries }).concat(
        new HttpLink({ uri: url, fetch: record }),
      );
      for (let turn = 0; turn < 2; turn++) {
        const { data, error } = await clientOver(link).query({ query });
        expect(error).toBeUndefined();
        expect(data).toMatchObject({ products: { nodes: [{}] }, persisted: { nodes: [{}, {}] } });
      }
    }
    expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'POST', 'POST']);
  });

  it('keeps every count of every facet apart', async () => {
    const text = `{ productSearch(input: { query: "" }) { facets { code label values { value label count selected } } } }`;
    const raw = await graphqlClient(url).ask(text);
    const { data } = await clientOver(new HttpLink({ uri: url })).query({ query: gql(text) });
    expect(JSON.parse(JSON.stringify(data, withoutTypes))).toEqual(raw);
  });
});

describe('how Apollo Client subscribes', () => {
  it('hears over multipart of each step when it happens', async () => {
    const { orderId, token } = await orderOfGuest(url);
    const apollo = clientOver(new HttpLink({ uri: url, headers: bearer(token) }));
    const socket = createClient({ url: url.replace('http', 'ws'), connectionParams: bearer(token) });
    const both = [apollo, clientOver(new GraphQLWsLink(socket))];
    const [byParts, bySocket] = await Promise.all(
      both.map(async (client) => ({
        versions: await versionsToConfirmed(client, orderId),
        at: performance.now(),
      })),
    );
    expect(byParts?.versions).toEqual(consecutiveFrom(byParts?.versions ?? []));
    // An order that is confirmed has no further step for a long time: none may be needed to see the last one.
    expect(Math.abs((byParts?.at ?? 0) - (bySocket?.at ?? 0))).toBeLessThan(1_000);
    apollo.stop();
    await socket.dispose();
  });

  it('hears the same over a socket', async () => {
    const { orderId, token } = await orderOfGuest(url);
    const socket = createClient({ url: url.replace('http', 'ws'), connectionParams: bearer(token) });
    const apollo = clientOver(new GraphQLWsLink(socket));
    const versions = await versionsToConfirmed(apollo, orderId);
    expect(versions).toEqual(consecutiveFrom(versions));
    await socket.dispose();
  });

  it.each(['multipart', 'socket'])('is told over %s that it has no such order', async (kind) => {
    const { token } = await orderOfGuest(url);
    const socket = createClient({ url: url.replace('http', 'ws'), connectionParams: bearer(token) });
    const http = new HttpLink({ uri: url, headers: bearer(token) });
    const apollo = clientOver(kind === 'socket' ? new GraphQLWsLink(socket) : http);
    const orderId = '01900000-0000-7000-8000-000000000000';
    const { error } = await firstValueFrom(apollo.subscribe({ query: follow, variables: { orderId } }));
    expect(error).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    await socket.dispose();
  });
});

function withoutTypes(key: string, value: unknown): unknown {
  return key === '__typename' ? undefined : value;
}

function consecutiveFrom(versions: readonly number[]): number[] {
  return versions.map((_, index) => (versions[0] ?? 0) + index);
}
