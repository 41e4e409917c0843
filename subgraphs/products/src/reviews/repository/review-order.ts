import type { StatementSample } from '@cartwright/database';
import { expressionBuilder, sql, type Expression } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../../tables.ts';
import type { ReviewOrderName } from '../rules/asked-reviews.ts';
import type { Review } from './reviews.ts';

/** The sort key of a review, as a cursor carries it: when it was written (ISO 8601), its id, and its rank where the order has one. */
export type ReviewKey = readonly [createdAt: string, id: string, rank?: number | undefined];

/** An order of reviews for keyset pagination: by rank if it has one, then by when they were written, then by id. */
export interface ReviewOrder {
  readonly direction: 'asc' | 'desc';
  /** A column or expression of reviews, named `r`, and the same of one that has been read. */
  readonly rank: { readonly expression: Expression<number>; readonly of: (review: Review) => number } | null;
}

const eb = expressionBuilder<{ r: Tables['reviews'] }, 'r'>();

/** Every order, by its name; an index of reviews serves each. */
export const reviewOrders: Readonly<Record<ReviewOrderName, ReviewOrder>> = {
  NEWEST: { direction: 'desc', rank: null },
  OLDEST: { direction: 'asc', rank: null },
  HIGHEST_RATING: {
    direction: 'desc',
    rank: { expression: eb.ref('r.rating'), of: ({ rating }) => rating },
  },
  LOWEST_RATING: {
    direction: 'desc',
    rank: { expression: sql<number>`(-${eb.ref('r.rating')})`, of: ({ rating }) => -rating },
  },
  MOST_HELPFUL: {
    direction: 'desc',
    rank: { expression: eb.ref('r.helpfulCount'), of: ({ helpfulCount }) => helpfulCount },
  },
};

/** What a cursor of this order must hold. */
export function reviewKeySchema({ rank }: ReviewOrder): z.ZodType<ReviewKey> {
  const [createdAt, id] = [z.iso.datetime(), z.guid()];
  return rank === null ? z.tuple([createdAt, id]) : z.tuple([createdAt, id, z.int32()]);
}

/** The sort key of a review in this order. */
export function reviewKey({ rank }: ReviewOrder, review: Review): ReviewKey {
  const { createdAt, id } = review;
  return rank === null ? [createdAt.toISOString(), id] : [createdAt.toISOString(), id, rank.of(review)];
}

/** The place before the first review of this order. */
export function startOf({ direction }: ReviewOrder): ReviewKey {
  return direction === 'asc'
    ? ['-infinity', '00000000-0000-0000-0000-000000000000', -2_147_483_648]
    : ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 2_147_483_647];
}

/** What `ORDER BY` has to say. */
export function orderClause({ direction, rank }: ReviewOrder) {
  const columns = [...(rank === null ? [] : [rank.expression]), eb.ref('r.createdAt'), eb.ref('r.id')];
  return sql.join(columns.map((column) => sql`${column} ${sql.raw(direction)}`));
}

/** Holds for what comes after the key in the row `wanted`: a comparison of rows, so that the index of this order serves it. */
export function isAfterWanted({ direction, rank }: ReviewOrder) {
  const comparison = sql.raw(direction === 'asc' ? '>' : '<');
  const own = [eb.ref('r.createdAt'), eb.ref('r.id')];
  if (rank === null)
    return sql<boolean>`(${sql.join(own)}) ${comparison} (wanted.after_created_at, wanted.after_id)`;
  return sql<boolean>`(${sql.join([rank.expression, ...own])}) ${comparison}
    (wanted.after_rank, wanted.after_created_at, wanted.after_id)`;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = Object.values(reviewOrders).map(
  (order): StatementSample<Tables> =>
    (tx) =>
      tx.selectFrom('reviews as r').select('r.id').orderBy(orderClause(order)).execute(),
);
