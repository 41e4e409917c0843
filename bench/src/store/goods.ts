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
    'UPDATE stock SET available = available + 100000, received = received + 100000 WHERE available > 5 AND NOT is_bundle',
  );
}

/** Variants of which there are many, sold in euros, each of another product; the cheapest first. */
export async function variantsOf(store: TestStore): Promise<string[]> {
  const rows = await ask<{ readonly id: string }>(
    databaseOf(store, 'products'),
    `SELECT id FROM (
       SELECT DISTINCT ON (product_id) id, amount_minor FROM product_variants
       JOIN variant_prices ON variant_id = id AND currency = 'EUR'
       JOIN stock ON stock.variant_id = id AND available > 50000 AND NOT is_bundle
       ORDER BY product_id, id
     ) AS offers ORDER BY amount_minor, id LIMIT 64`,
  );
  return rows.map(({ id }) => id);
}

/** Leaves so many pieces of a variant; the others are gone as if they had never come. */
export async function leaveInStock(store: TestStore, variantId: string, pieces: number): Promise<void> {
  await ask(
    databaseOf(store, 'products'),
    'UPDATE stock SET received = received - available + $2, available = $2 WHERE variant_id = $1',
    [variantId, pieces],
  );
}

/** How many pieces of a variant somebody bought or has reserved. */
export async function soldOf(store: TestStore, variantId: string): Promise<number> {
  const [row] = await ask<{ readonly gone: number }>(
    databaseOf(store, 'products'),
    'SELECT (sold + reserved)::int AS gone FROM stock WHERE variant_id = $1',
    [variantId],
  );
  return row?.gone ?? 0;
}

/** Takes back what was set aside of a variant until a time that no order has. */
export async function forgetReservations(
  store: TestStore,
  variantId: string,
  expiresAt: string,
): Promise<void> {
  await ask(
    databaseOf(store, 'products'),
    `WITH gone AS (DELETE FROM reservations WHERE expires_at = $2 RETURNING order_id),
      lines AS (SELECT quantity FROM reservation_lines JOIN gone USING (order_id)),
      taken AS (SELECT coalesce(sum(quantity), 0)::int AS pieces FROM lines)
    UPDATE stock SET available = available + pieces, reserved = reserved - pieces FROM taken
    WHERE variant_id = $1`,
    [variantId, expiresAt],
  );
}

/** Slugs of products, always the same. */
export async function slugsOf(store: TestStore, count: number): Promise<string[]> {
  const sql = 'SELECT slug FROM products ORDER BY id LIMIT $1';
  const rows = await ask<{ readonly slug: string }>(databaseOf(store, 'products'), sql, [count]);
  return rows.map(({ slug }) => slug);
}

async function ask<Row extends object>(
  connectionString: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}
