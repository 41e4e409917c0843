import { readIn, type StatementSample, type Statements } from '@cartwright/database';
import DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { ReviewOrderName } from '../rules/asked-reviews.ts';
import { filtered, kindOf, type ReviewFilter } from './review-filter.ts';
import {
  isAfterWanted,
  orderClause,
  reviewOrders,
  startOf,
  type ReviewKey,
  type ReviewOrder,
} from './review-order.ts';
import type { Review } from './reviews.ts';

/** Which reviews of a product to read: those of a filter, in an order, the nearest to the one that the cursor names first. */
export interface ReviewPageKey extends ReviewFilter {
  readonly productId: string;
  readonly limit: number;
  readonly order: ReviewOrderName;
  readonly direction: 'forward' | 'backward';
  /** The sort key of the last one seen; null for the end of the list at which reading begins. */
  readonly after: ReviewKey | null;
}

/** Reads pages of many products' reviews in one statement for each order and kind of filter. */
export type ReviewPageLoader = DataLoader<ReviewPageKey, Review[], string>;

/** Builds the loader of one operation. */
export function reviewPageLoader(db: Statements<Tables>): ReviewPageLoader {
  return new DataLoader<ReviewPageKey, Review[], string>((keys) => readPages(db, keys), {
    cacheKeyFn: (key) => JSON.stringify(key),
    maxBatchSize: 500,
  });
}

async function readPages(db: Statements<Tables>, keys: readonly ReviewPageKey[]): Promise<Review[][]> {
  const alike = Map.groupBy(keys, (key) => `${key.order} ${key.direction} ${kindOf(key)}`);
  const read = await Promise.all([...alike.values()].map((some) => readAlike(db, some)));
  const pages = new Map(
    [...alike.values()].flatMap((some, at) => some.map((key, nth) => [key, read[at]?.[nth]])),
  );
  return keys.map((key) => pages.get(key) ?? []);
}

interface WantedPage {
  readonly index: number;
  readonly productId: string;
  readonly pageSize: number;
  readonly stars: number;
}

/** Reads pages of one order whose filters are of one kind. */
async function readAlike(db: Statements<Tables>, keys: readonly ReviewPageKey[]): Promise<Review[][]> {
  const [first] = keys;
  if (first === undefined) return [];
  const order = orderOf(first);
  const rows = await db
    .selectFrom(wantedPages(keys).as<'wanted'>(wantedColumns))
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('reviews as r')
          .selectAll('r')
          .whereRef('r.productId', '=', 'wanted.productId')
          .where('r.hiddenAt', 'is', null)
          .where(filtered(first))
          .where(isAfterWanted(order))
          .orderBy(orderClause(order))
          .limit((eb) => eb.ref('wanted.pageSize'))
          .as('r'),
      (join) => join.onTrue(),
    )
    .selectAll('r')
    .select('wanted.index')
    .orderBy('wanted.index')
    .orderBy(orderClause(order))
    .execute();
  const pages = Map.groupBy(rows, ({ index }) => index);
  return keys.map((_key, index) => pages.get(index) ?? []);
}

function orderOf({ order, direction }: ReviewPageKey): ReviewOrder {
  return readIn(direction, reviewOrders[order]);
}

const wantedColumns = sql`wanted(index int, product_id uuid, page_size int, stars int,
  after_created_at timestamptz, after_id uuid, after_rank int)`;

function wantedPages(keys: readonly ReviewPageKey[]) {
  const records = keys.map((key, index) => {
    const { productId, limit, after, rating } = key;
    const [createdAt, id, rank] = after ?? startOf(orderOf(key));
    return {
      ...{ index, product_id: productId, page_size: limit, stars: rating },
      ...{ after_created_at: createdAt, after_id: id, after_rank: rank },
    };
  });
  return sql<WantedPage>`jsonb_to_recordset(${JSON.stringify(records)}::jsonb)`;
}

const filters: readonly ReviewFilter[] = [
  { rating: null, isVerifiedPurchase: null },
  { rating: 5, isVerifiedPurchase: true },
  { rating: null, isVerifiedPurchase: false },
];
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = (Object.keys(reviewOrders) as ReviewOrderName[]).flatMap((order) =>
  filters.map((filter): StatementSample<Tables> => {
    const key = { productId: '', limit: 1, order, direction: 'backward' as const, after: null, ...filter };
    return (tx) => reviewPageLoader(tx).load(key);
  }),
);
