import {
  openPoolDatabase,
  startTestSubgraph,
  type PoolDatabase,
  type TestSubgraph,
} from '@cartwright/testing';
import { products } from '../src/app.ts';
import { PrismaClient } from '../src/generated/prisma/client.ts';
import { seedProducts } from '../src/seed/seed-products.ts';
import type { Tables } from '../src/tables.ts';

/** How the products of a test differ from the usual. */
export interface TestProductsOptions {
  /** Messages go nowhere when left out. */
  readonly natsUrl?: string;
  /** How many sample products it starts with; 520 by default. */
  readonly products?: number;
  /** How many processes share the database; one by default. */
  readonly replicas?: number;
  /** A minute by default, so that nothing but the requests of a test sends statements. */
  readonly sweepSeconds?: number;
  /** Additional environment variables. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The products subgraph on a database of its own, filled with sample data. */
export interface TestProducts extends TestSubgraph<Tables, PrismaClient> {
  /** Plain SQL in the same database. */
  readonly sql: PoolDatabase;
}

/** Starts products as it runs in the store, replicas and all. */
export async function startTestProducts(options: TestProductsOptions = {}): Promise<TestProducts> {
  const { natsUrl, replicas = 1, sweepSeconds = 60 } = options;
  const stack = new AsyncDisposableStack();
  const env = {
    RESERVATION_SWEEP_SECONDS: String(sweepSeconds),
    PUBLISH_SWEEP_SECONDS: String(sweepSeconds),
    PRICE_SWEEP_SECONDS: String(sweepSeconds),
    COLLECTION_SWEEP_SECONDS: String(sweepSeconds),
    TRAIT_SWEEP_SECONDS: String(sweepSeconds),
    BRAND_SWEEP_SECONDS: String(sweepSeconds),
    SALES_SWEEP_SECONDS: String(sweepSeconds),
    NAME_SWEEP_SECONDS: String(sweepSeconds),
    SEARCH_COUNT_SECONDS: String(sweepSeconds),
    MEDIA_SWEEP_SECONDS: String(sweepSeconds),
    IMPORT_SWEEP_SECONDS: String(sweepSeconds),
    PUBLIC_URL: 'http://shop.example/',
    SHOP_URL: 'http://shop.example/',
    MEDIA_SIGNING_KEYS: 'a key that only tests know',
    ...options.env,
  };
  const subgraph = stack.use(await startTestSubgraph({ ...products, PrismaClient }, { natsUrl, env }));
  const sql = stack.use(openPoolDatabase(subgraph.databaseUrl, { max: 3 }));
  await seedProducts(subgraph.database, { products: options.products ?? 520 });
  for (let replica = 1; replica < replicas; replica += 1) await subgraph.startReplica();
  return { ...subgraph, sql, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}
