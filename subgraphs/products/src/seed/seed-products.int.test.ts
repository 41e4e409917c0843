import { openTestDatabase } from '@cartwright/testing';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { PrismaClient } from '../generated/prisma/client.ts';
import type { Tables } from '../tables.ts';
import { seedProducts } from './seed-products.ts';

it('the planner learns how much was seeded, and nothing of tables that are to be filled by buyers', async () => {
  await using open = await openTestDatabase<Tables, PrismaClient>(PrismaClient, 'products');
  await seedProducts(open.database, { products: 20 });
  const { rows } = await sql<{ readonly name: string; readonly rows: number }>`
    SELECT relname AS name, reltuples::int AS rows FROM pg_class
    WHERE relname IN ('products', 'variant_offers', 'reservations', 'inbox')`.execute(
    open.database.statements,
  );
  const known = Object.fromEntries(rows.map((one) => [one.name, one.rows]));
  expect(known).toMatchObject({ products: 20, reservations: -1, inbox: -1 });
  expect(known['variant_offers']).toBeGreaterThan(20);
});

it('what comes in several chunks is all counted, and there', async () => {
  await using open = await openTestDatabase<Tables, PrismaClient>(PrismaClient, 'products');
  const { database } = open;
  const told: number[] = [];
  const progress = (products: number): void => {
    told.push(products);
  };
  expect(await seedProducts(database, { products: 1_020, progress })).toEqual({
    inserted: 1_020,
    total: 1_020,
  });
  expect(told).toHaveLength(2);
  expect(told.at(-1)).toBe(1_020);
  expect(await database.prisma.product.count()).toBe(1_020);
  expect(await seedProducts(database, { products: 1_030 })).toEqual({ inserted: 10, total: 1_030 });
}, 120_000);
