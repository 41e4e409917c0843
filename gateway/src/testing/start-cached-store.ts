import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { parse } from 'graphql';
import { composeServices } from '@apollo/composition';
import { startTestGateway, type TestGateway, type TestGatewayOptions } from './start-test-gateway.ts';
import { startToySubgraph, type ToySubgraph } from './toy-subgraph.ts';

const directive = readFileSync(
  new URL('../../../packages/graph/schema/cache-control.graphql', import.meta.url),
  'utf8',
);
const sdl = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
    @link(url: "https://cartwright.example/specs/cacheControl/v0.1", import: ["@cacheControl"])
    @composeDirective(name: "@cacheControl")
  ${directive}
  type Query {
    product(id: ID!): Product @cacheControl(maxAge: 60)
    products(first: Int = 2, cheapestFirst: Boolean @cacheControl(tags: ["prices"])): [Product!] @cacheControl(maxAge: 60)
    viewer: String
    broken: String @cacheControl(maxAge: 60)
  }
  type Mutation {
    priceUpdate(id: ID!, price: Int!): Product @cacheControl(tags: ["prices"])
  }
  type Product @key(fields: "id") @cacheControl(maxAge: 60) {
    id: ID!
    name: String!
    price: String @cacheControl(maxAge: 5, tags: ["prices"], variesBy: ["x-currency", "x-country"])
    greeting: String @cacheControl(maxAge: 60, variesBy: ["accept-language"])
    rating: Int @cacheControl(maxAge: 5, tags: ["reviews"])
    category: String @cacheControl(maxAge: 60, tags: ["categories"])
    description: String @cacheControl(maxAge: 60, tags: ["products"])
    variants: [ProductVariant!]
    secret: String @cacheControl(private: true)
  }
  type ProductVariant @cacheControl(maxAge: 60) {
    id: ID!
    isInStock: Boolean @cacheControl(maxAge: 5, tags: ["stock"])
  }`;

/** The id of a product: there are 1, 2 and 3. */
export function productId(number: number): string {
  return `01990000-0000-7000-8000-00000000000${number}`;
}

/** The id of its variant. */
export function variantIdOf(product: string): string {
  return product.replace(/^01/, '02');
}

/** A store of one subgraph whose answers may be kept. */
export interface CachedStore extends AsyncDisposable {
  readonly products: ToySubgraph;
  readonly supergraph: string;
  readonly prices: Map<string, number>;
  readonly ratings: Map<string, number>;
  /** Of each product, by its id. */
  readonly descriptions: Map<string, string>;
  /** Of the one that all products are in. */
  categoryName: string;
  /** Set to have every product refused, as when the database is away. */
  isAway: boolean;
  /** Starts a gateway in front of it. */
  startGateway(
    env?: Readonly<Record<string, string>>,
    options?: Pick<TestGatewayOptions, 'now'>,
  ): Promise<TestGateway>;
}

/** Starts the subgraph. A price below zero is FORBIDDEN. Products have their price in the currency of the header; whoever asks is told who they are. */
export async function startCachedStore(): Promise<CachedStore> {
  const prices = new Map([1, 2, 3].map((number) => [productId(number), number * 100]));
  const ratings = new Map<string, number>();
  const descriptions = new Map<string, string>();
  const product = (id: string) => {
    if (store.isAway) throw Object.assign(new Error('Away.'), { extensions: { code: 'UNAVAILABLE' } });
    return { __typename: 'Product', id };
  };
  const products = await startToySubgraph({
    sdl,
    resolvers: {
      Query: {
        product: (_root: unknown, { id }: { id: string }) => product(id),
        products: (_root: unknown, { first }: { first: number }) =>
          [...prices.keys()].slice(0, first).map(product),
        viewer: (_root: unknown, _args: unknown, context: unknown) => whoAsks(context),
        broken: refuse,
      },
      Mutation: {
        priceUpdate: (_root: unknown, { id, price }: { id: string; price: number }) => {
          if (price < 0) throw Object.assign(new Error('No.'), { extensions: { code: 'FORBIDDEN' } });
          prices.set(id, price);
          return product(id);
        },
      },
      Product: {
        __resolveReference: ({ id }: { id: string }) => product(id),
        name: ({ id }: { id: string }) => `Product ${id}`,
        price: ({ id }: { id: string }, _args: unknown, context: unknown) =>
          [prices.get(id) ?? 0, ...placeOf(headersOf(context))].join(' '),
        greeting: (_product: unknown, _args: unknown, context: unknown) => greetingFor(context),
        rating: ({ id }: { id: string }) => ratings.get(id) ?? 0,
        category: () => store.categoryName,
        description: ({ id }: { id: string }) => descriptions.get(id) ?? 'Plain.',
        variants: ({ id }: { id: string }) => [{ id: variantIdOf(id) }],
        secret: (_product: unknown, _args: unknown, context: unknown) => whoAsks(context),
      },
      ProductVariant: { isInStock: () => true },
    },
  });
  const supergraph = compose();
  const store: CachedStore = {
    products,
    supergraph,
    prices,
    ratings,
    descriptions,
    categoryName: 'Mugs',
    isAway: false,
    startGateway: async (env = {}, options = {}) => {
      const gateway = await startTestGateway({ products: products.url, env, ...options });
      await writeFile(gateway.supergraphFile, supergraph);
      await gateway.gateway.reload();
      return gateway;
    },
    [Symbol.asyncDispose]: () => products[Symbol.asyncDispose](),
  };
  return store;
}

function refuse(): never {
  throw Object.assign(new Error('No.'), { extensions: { code: 'CONFLICT' } });
}

function headersOf(context: unknown): Readonly<Record<string, string | undefined>> {
  return (context as { readonly headers: Readonly<Record<string, string | undefined>> }).headers;
}

function greetingFor(context: unknown): string {
  return headersOf(context)['accept-language'] === 'de' ? 'Hallo' : 'Hello';
}

function whoAsks(context: unknown): string {
  const headers = headersOf(context);
  return ['authorization', 'accept-language', 'user-agent'].map((name) => headers[name] ?? '').join('|');
}

function compose(): string {
  const { supergraphSdl, errors } = composeServices([{ name: 'products', typeDefs: parse(sdl) }]);
  if (supergraphSdl === undefined) throw new AggregateError(errors);
  return supergraphSdl;
}

/** What a price of the toy store follows from: the currency, and the country where one is named. */
function placeOf(headers: Readonly<Record<string, unknown>>): unknown[] {
  const country = headers['x-country'];
  return [
    headers['x-currency'] ?? 'EUR',
    ...(typeof country === 'string' && country !== '' ? [country] : []),
  ];
}
