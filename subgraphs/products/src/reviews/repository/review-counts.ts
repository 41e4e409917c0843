import type { StatementSample, Statements } from '@cartwright/database';
import DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import { filtered, kindOf, type ReviewFilter } from './review-filter.ts';

/** Which reviews of a product to count. */
export interface ReviewCountKey extends ReviewFilter {
  readonly productId: string;
}

/** Counts reviews of many products in one statement for each kind of filter. */
export type ReviewCountLoader = DataLoader<ReviewCountKey, number, string>;

/** Builds the loader of one operation. */
export function reviewCountLoader(db: Statements<Tables>): ReviewCountLoader {
  return new DataLoader<ReviewCountKey, number, string>((keys) => countAll(db, keys), {
    cacheKeyFn: (key) => JSON.stringify(key),
    maxBatchSize: 500,
  });
}

async function countAll(db: Statements<Tables>, keys: readonly ReviewCountKey[]): Promise<number[]> {
  const alike = [...Map.groupBy(keys, kindOf).values()];
  const counted = await Promise.all(alike.map((some) => countAlike(db, some)));
  const counts = new Map(alike.flatMap((some, at) => some.map((key, nth) => [key, counted[at]?.[nth]])));
  return keys.map((key) => counts.get(key) ?? 0);
}

interface Wanted {
  readonly index: number;
  readonly productId: string;
  readonly stars: number;
}

async function countAlike(db: Statements<Tables>, keys: readonly ReviewCountKey[]): Promise<number[]> {
  const [first] = keys;
  if (first === undefined) return [];
  const records = keys.map(({ productId, rating }, index) => ({
    index,
    product_id: productId,
    stars: rating,
  }));
  const rows = await db
    .selectFrom(
      sql<Wanted>`jsonb_to_recordset(${JSON.stringify(records)}::jsonb)`.as<'wanted'>(
        sql`wanted(index int, product_id uuid, stars int)`,
      ),
    )
    .innerJoin('reviews as r', 'r.productId', 'wanted.productId')
    .where('r.hiddenAt', 'is', null)
    .where(filtered(first))
    .select(['wanted.index', sql<number>`count(*)::int4`.as('count')])
    .groupBy('wanted.index')
    .execute();
  const counts = new Map(rows.map(({ index, count }) => [index, count]));
  return keys.map((_key, index) => counts.get(index) ?? 0);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => reviewCountLoader(tx).load({ productId: '', rating: 5, isVerifiedPurchase: true }),
];
