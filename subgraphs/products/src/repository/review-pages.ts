import DataLoader from 'dataloader';
import { validate as isUuid } from 'uuid';
import { reviewColumns } from './columns.ts';
import type { Database } from './database.ts';
import type { ReviewRecord } from './records.ts';

/** Which reviews of a product to read: newest first, after the one that the cursor names. */
export interface ReviewPageKey {
  readonly productId: string;
  readonly limit: number;
  /** When the last one seen was written (ISO 8601) and its id; null for the start. */
  readonly after: readonly [createdAt: string, id: string] | null;
}

/** Reads pages of many products' reviews in one statement. */
export type ReviewPageLoader = DataLoader<ReviewPageKey, ReviewRecord[], string>;

/** Builds the loader of one request. */
export function reviewPageLoader(database: Database): ReviewPageLoader {
  return new DataLoader<ReviewPageKey, ReviewRecord[], string>((keys) => readPages(database, keys), {
    cacheKeyFn: (key) => JSON.stringify(key),
    maxBatchSize: 500,
  });
}

async function readPages(database: Database, keys: readonly ReviewPageKey[]): Promise<ReviewRecord[][]> {
  const wanted = keys.map(({ productId, limit, after }, index) => ({
    index,
    product_id: isUuid(productId) ? productId : null,
    page_size: limit,
    after_created_at: after?.[0] ?? 'infinity',
    after_id: after?.[1] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  }));
  const rows = await database.$queryRaw<(ReviewRecord & { index: number })[]>`
    SELECT wanted.index, ${reviewColumns}
    FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
      AS wanted(index int, product_id uuid, page_size int, after_created_at timestamptz, after_id uuid)
    CROSS JOIN LATERAL (
      SELECT * FROM reviews r
      WHERE r.product_id = wanted.product_id AND (r.created_at, r.id) < (wanted.after_created_at, wanted.after_id)
      ORDER BY r.created_at DESC, r.id DESC
      LIMIT wanted.page_size
    ) r
    ORDER BY wanted.index, r.created_at DESC, r.id DESC`;
  const pages = Map.groupBy(rows, ({ index }) => index);
  return keys.map((_key, index) => pages.get(index) ?? []);
}
