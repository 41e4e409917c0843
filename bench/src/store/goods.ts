import type { Domain } from '@cartwright/events';
import type { TestStore } from '@cartwright/stack/test-store';
import { Client } from 'pg';

/** A domain's database as the superuser sees it, whose statements are not counted. */
export function databaseOf(store: TestStore, domain: Domain): string {
  const url = new URL(store.services.postgres.url);
  url.pathname = new URL(store.databaseUrl(domain)).pathname;
  return url.href;
}

/** Delivers so much of what is not sold out that no load buys it out; nobody is told, since carts offer it already. */
export async function fillTheShelves(store: TestStore): Promise<void> {
  await ask(
    databaseOf(store, 'products'),
    'UPDATE stock SET available = available + 100000, received = received + 100000 WHERE available > 5',
  );
}

/** Variants of which there are many, sold in euros, each of another product. */
export async function variantsOf(store: TestStore): Promise<string[]> {
  const rows = await ask<{ readonly id: string }>(
    databaseOf(store, 'products'),
    `SELECT min(product_variants.id::text) AS id FROM product_variants
     JOIN variant_prices ON variant_id = product_variants.id AND currency = 'EUR'
     JOIN stock ON stock.variant_id = product_variants.id AND available > 50000 GROUP BY product_id ORDER BY id LIMIT 64`,
  );
  return rows.map(({ id }) => id);
}

async function ask<Row extends object>(connectionString: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
