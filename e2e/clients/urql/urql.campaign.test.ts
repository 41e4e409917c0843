import { authExchange } from '@urql/exchange-auth';
import { cacheExchange as graphcache, type CacheExchangeOpts } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { persistedExchange } from '@urql/exchange-persisted';
import { minifyIntrospectionQuery } from '@urql/introspection';
import { getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { createClient } from 'graphql-ws';
import { Client, fetchExchange, gql, subscriptionExchange, type Exchange, type OperationResult } from 'urql';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import { graphqlClient } from '../../support/graphql-client.ts';
import { guest } from '../../support/shopper.ts';
import { orderOfGuest } from '../support/order-of-guest.ts';

const url = inject('graphqlUrl');
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

interface Followed {
  readonly orderStatusChanged: { readonly version: number; readonly status: string };
}

const follow = gql<Followed, { orderId: string }>`
  subscription Follow($orderId: ID!) {
    orderStatusChanged(orderId: $orderId) {
      version
      status
      order {
        id
        status
      }
    }
  }
`;

const page = gql`
  query Page($after: String) {
    products(first: 2, after: $after) {
      nodes {
        id
        name
        priceRange {
          min {
            amount
            currencyCode
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

interface Page {
  readonly products: {
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly endCursor: string };
  };
}

/** What the store says of itself when it is asked, as urql's tools ask it. */
async function introspect(): Promise<IntrospectionQuery> {
  return graphqlClient(url).ask<IntrospectionQuery>(getIntrospectionQuery());
}

/** Objects that belong to the one that holds them. */
const embedded = [
  'Money',
  'PriceRange',
  'PageInfo',
  'ProductSearchResult',
  'Facet',
  'FacetValue',
  'ProductConnection',
];

async function schemaAwareCache(more: CacheExchangeOpts = {}): Promise<Exchange> {
  return graphcache({
    schema: minifyIntrospectionQuery(await introspect()) as NonNullable<CacheExchangeOpts['schema']>,
    keys: Object.fromEntries(embedded.map((type) => [type, () => null])),
    ...more,
  });
}

/** Follows an order to CONFIRMED. */
function versionsToConfirmed(client: Client, orderId: string): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const versions: number[] = [];
    const subscription = client
      .subscription(follow, { orderId })
      .subscribe(({ data, error }: OperationResult<Followed>) => {
        if (data === undefined) {
          reject(error ?? new Error('An event without data.'));
          return;
        }
        versions.push(data.orderStatusChanged.version);
        if (data.orderStatusChanged.status !== 'CONFIRMED') return;
        subscription.unsubscribe();
        resolve(versions);
      });
  });
}

describe('urql with graphcache', () => {
  afterEach(() => void vi.restoreAllMocks());

  it('finds errors by their interface and keeps facets apart, without a warning', async () => {
    const warn = vi.spyOn(console, 'warn');
    const { token = '' } = await guest(url);
    const client = new Client({
      url,
      exchanges: [await schemaAwareCache(), fetchExchange],
      fetchOptions: { headers: bearer(token) },
    });
    const add = gql`
      mutation Add($key: String!) {
        cartLinesAdd(input: { cartId: "none", idempotencyKey: $key, lines: [] }) {
          ... on UserError {
            message
          }
        }
      }
    `;
    const refused = await client.mutation(add, { key: crypto.randomUUID() });
    expect(refused.data).toMatchObject({ cartLinesAdd: { message: expect.any(String) as string } });

    const text = `{ productSearch(input: { query: "" }) { facets { code label values { value label count selected } } } }`;
    const { data } = await client.query<object>(gql(text), {});
    expect(JSON.parse(JSON.stringify(data, withoutTypes))).toEqual(await graphqlClient(url).ask(text));
    expect(warn).not.toHaveBeenCalled();
  });

  it('makes one list of pages read by nodes', async () => {
    const cache = await schemaAwareCache({ resolvers: { Query: { products: relayPagination() } } });
    const client = new Client({ url, exchanges: [cache, fetchExchange] });
    const first = await client.query<Page>(page, {});
    const both = await client.query<Page>(page, { after: first.data?.products.pageInfo.endCursor });
    const ids = both.data?.products.nodes.map(({ id }) => id) ?? [];
    expect(ids).toHaveLength(4);
    expect(new Set(ids)).toHaveLength(4);
  });
});

describe('how urql asks', () => {
  it('sends the hash of a query, and its text only once', async () => {
    const methods: string[] = [];
    const record: typeof fetch = (input, init) => {
      methods.push(init?.method ?? 'GET');
      return fetch(input, init);
    };
    const query = gql`
      query Hashed {
        products(first: 1) {
          nodes {
            id
          }
        }
        urql: products(first: 2) {
          nodes {
            id
          }
        }
      }
    `;
    for (let turn = 0; turn < 2; turn++) {
      const client = new Client({ url, fetch: record, exchanges: [persistedExchange({}), fetchExchange] });
      const { data, error } = await client.query<object>(query, {});
      expect(error).toBeUndefined();
      expect(data).toMatchObject({ urql: { nodes: [{}, {}] } });
    }
    expect(methods).toHaveLength(3);
  });

  it('renews its token when the store asks who it is', async () => {
    const renewed = vi.fn(async () => (await guest(url)).token ?? '');
    const client = new Client({ url, exchanges: [authenticated('not.a.token', renewed), fetchExchange] });
    const { data, error } = await client.query<object>(
      gql`
        query Orders {
          orders {
            totalCount
          }
        }
      `,
      {},
    );
    expect(error).toBeUndefined();
    expect(data).toMatchObject({ orders: { totalCount: 0 } });
    expect(renewed).toHaveBeenCalledOnce();
  });
});

/** As urql's documentation writes it. */
function authenticated(first: string, renew: () => Promise<string>): Exchange {
  return authExchange(async (utilities) => {
    let token = first;
    return Promise.resolve({
      addAuthToOperation: (operation) => utilities.appendHeaders(operation, bearer(token)),
      didAuthError: ({ graphQLErrors }) =>
        graphQLErrors.some(({ extensions }) => extensions['code'] === 'UNAUTHENTICATED'),
      refreshAuth: async () => {
        token = await renew();
      },
    });
  });
}

describe('how urql subscribes', () => {
  it('hears of each step over a socket', async () => {
    const { orderId, token } = await orderOfGuest(url);
    const socket = createClient({ url: url.replace('http', 'ws'), connectionParams: bearer(token) });
    const exchange = subscriptionExchange({
      forwardSubscription: (operation) => ({
        subscribe: (sink) => ({
          unsubscribe: socket.subscribe(
            { ...operation, query: operation.query ?? '' },
            sink as Parameters<typeof socket.subscribe>[1],
          ),
        }),
      }),
    });
    const versions = await versionsToConfirmed(
      new Client({ url, exchanges: [exchange, fetchExchange] }),
      orderId,
    );
    expect(versions.length).toBeGreaterThan(0);
    await socket.dispose();
  });

  it.each([true, false, 'force' as const])(
    'hears of each step over HTTP (preferGetMethod %s)',
    async (preferGetMethod) => {
      const { orderId, token } = await orderOfGuest(url);
      const client = new Client({
        url,
        // urql leaves a stream by its signal, in a way that Node calls an unhandled rejection, and by cancelling its body.
        fetch: (input, init) => fetch(input, { ...init, signal: null }),
        preferGetMethod,
        fetchSubscriptions: true,
        exchanges: [fetchExchange],
        fetchOptions: { headers: bearer(token) },
      });
      const versions = await versionsToConfirmed(client, orderId);
      expect(versions.length).toBeGreaterThan(0);
    },
  );
});

function withoutTypes(key: string, value: unknown): unknown {
  return key === '__typename' ? undefined : value;
}
