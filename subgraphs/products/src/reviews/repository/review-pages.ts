import type { StatementSample, Statements } from '@cartwright/database';
import DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { Review } from './reviews.ts';

/** Which reviews of a product to read: newest first, after the one that the cursor names. */
export interface ReviewPageKey {
  readonly productId: string;
  readonly limit: number;
  /** When the last one seen was written (ISO 8601) and its id; null for the start. */
  readonly after: readonly [createdAt: string, id: string] | null;
}

/** Reads pages of many products' reviews in one statement. */
export type ReviewPageLoader = DataLoader<ReviewPageKey, Review[], string>;

/** Builds the loader of one operation. */
export function reviewPageLoader(db: Statements<Tables>): ReviewPageLoader {
  return new DataLoader<ReviewPageKey, Review[], string>((keys) => readPages(db, keys), {
    cacheKeyFn: (key) => JSON.stringify(key),
    maxBatchSize: 500,
  });
}

interface WantedPage {
  readonly index: number;
  readonly productId: string;
  readonly pageSize: number;
  readonly afterCreatedAt: Date;
  readonly afterId: string;
}

async function readPages(db: Statements<Tables>, keys: readonly ReviewPageKey[]): Promise<Review[][]> {
  const rows = await db
    .selectFrom(wantedPages(keys).as<'wanted'>(wantedColumns))
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('reviews')
          .selectAll()
          .whereRef('productId', '=', 'wanted.productId')
          .where('hiddenAt', 'is', null)
          .where((eb) =>
            eb(
              eb.refTuple('reviews.createdAt', 'reviews.id'),
              '<',
              eb.refTuple('wanted.afterCreatedAt', 'wanted.afterId'),
            ),
          )
          .orderBy('createdAt', 'desc')
          .orderBy('id', 'desc')
          .limit((eb) => eb.ref('wanted.pageSize'))
          .as('r'),
      (join) => join.onTrue(),
    )
    .selectAll('r')
    .select('wanted.index')
    .orderBy('wanted.index')
    .orderBy('r.createdAt', 'desc')
    .orderBy('r.id', 'desc')
    .execute();
  const pages = Map.groupBy(rows, ({ index }) => index);
  return keys.map((_key, index) => pages.get(index) ?? []);
}

const wantedColumns = sql`wanted(index int, product_id uuid, page_size int, after_created_at timestamptz, after_id uuid)`;

function wantedPages(keys: readonly ReviewPageKey[]) {
  const records = keys.map(({ productId, limit, after }, index) => ({
    index,
    product_id: productId,
    page_size: limit,
    after_created_at: after?.[0] ?? 'infinity',
    after_id: after?.[1] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  }));
  return sql<WantedPage>`jsonb_to_recordset(${JSON.stringify(records)}::jsonb)`;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => reviewPageLoader(tx).load({ productId: '', limit: 1, after: null }),
];
