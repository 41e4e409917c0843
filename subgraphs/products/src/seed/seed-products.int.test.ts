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

it('reviews count the votes that are there, and products the stars of their reviews', async () => {
  await using open = await openTestDatabase<Tables, PrismaClient>(PrismaClient, 'products');
  const { statements } = open.database;
  await seedProducts(open.database, { products: 100 });
  const { rows: miscounted } = await sql`
    SELECT r.id FROM reviews r LEFT JOIN review_votes v ON v.review_id = r.id GROUP BY r.id
    HAVING r.helpful_count <> count(*) FILTER (WHERE v.is_helpful)
      OR r.unhelpful_count <> count(*) FILTER (WHERE NOT v.is_helpful)
    UNION ALL
    SELECT p.id FROM products p LEFT JOIN product_rating_counts given ON given.product_id = p.id GROUP BY p.id
    HAVING p.rating_count <> coalesce(sum(given.reviews), 0)
      OR p.rating_sum <> coalesce(sum(given.reviews * given.rating), 0)`.execute(statements);
  expect(miscounted).toEqual([]);
  const { rows } = await sql<{ readonly votes: number; readonly answers: number }>`
    SELECT (SELECT count(*)::int FROM review_votes) AS votes, count(answer_body)::int AS answers FROM reviews`.execute(
    statements,
  );
  expect(rows[0]?.votes).toBeGreaterThan(20);
  expect(rows[0]?.answers).toBeGreaterThan(5);
});

it('what lists and searches read of attributes is what is said', async () => {
  await using open = await openTestDatabase<Tables, PrismaClient>(PrismaClient, 'products');
  const { statements } = open.database;
  await seedProducts(open.database, { products: 200 });
  const { rows: differing } = await sql`
    SELECT id FROM products WHERE attribute_terms <> attribute_terms_of(id) OR attribute_text <> attribute_text_of(id)
      OR kin_texts <> kin_texts_of(id, category_id)`.execute(statements);
  expect(differing).toEqual([]);
  const { rows } = await sql<{ readonly described: number }>`
    SELECT count(*) FILTER (WHERE attribute_terms <> '{}' AND attribute_text <> '' AND kin_texts ->> 'de' <> '')::int AS described
    FROM products`.execute(statements);
  expect(rows[0]?.described).toBeGreaterThan(20);
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
  expect(told).toHaveLength(5);
  expect(told.at(-1)).toBe(1_020);
  expect(await database.prisma.product.count()).toBe(1_020);
  expect(await seedProducts(database, { products: 1_030 })).toEqual({ inserted: 10, total: 1_030 });
}, 120_000);

it('price lists and flash offers are there once, and the offer that runs begins with the loop that begins sales', async () => {
  await using open = await openTestDatabase<Tables, PrismaClient>(PrismaClient, 'products');
  const { database } = open;
  const products = 130;
  await seedProducts(database, { products });
  const read = () =>
    Promise.all([
      database.statements
        .selectFrom('priceLists')
        .select(['id', 'name', 'isRunning'])
        .orderBy('id')
        .execute(),
      database.statements.selectFrom('priceListPrices').select('prices').orderBy('priceListId').execute(),
      database.statements.selectFrom('flashOffers').selectAll().orderBy('id').execute(),
      database.statements
        .selectFrom('variantSales')
        .select(['id', 'isRunning', 'dueAt'])
        .orderBy('id')
        .execute(),
    ]);
  const [lists, prices, offers, sales] = await read();
  expect(lists.map(({ name, isRunning }) => [name, isRunning])).toEqual([
    ['Trade', true],
    ['Switzerland', true],
  ]);
  expect(prices.map((row) => row.prices.map(({ minimumQuantity }) => minimumQuantity))).toEqual([
    [1, 10],
    [1],
  ]);
  expect(offers.map(({ isQueued, drawSeed }) => [isQueued, drawSeed === null])).toEqual([
    [false, true],
    [true, false],
  ]);
  expect(sales).toEqual(offers.map(({ id, startsAt: dueAt }) => ({ id, isRunning: false, dueAt })));
  const noted = await database.statements
    .selectFrom('stock')
    .select('variantId')
    .where('hasFlashOffers', '=', true)
    .execute();
  expect(noted).toHaveLength(2);

  await seedProducts(database, { products });
  expect(await read()).toEqual([lists, prices, offers, sales]);
});
