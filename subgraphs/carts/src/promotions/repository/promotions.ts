import {
  anyOf,
  jsonb,
  partOfList,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import { sql, type RawBuilder } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import { bookOf } from '../rules/book-of.ts';
import type { KeptPromotion, PromotionStatus } from '../rules/kept-promotion.ts';
import type { PromotionBook } from '../rules/promotion-book.ts';

/** A promotion with how many orders use it. */
export interface CountedPromotion extends KeptPromotion {
  readonly usedCount: number;
}

const columns = [
  'p.id',
  'p.title',
  'p.description',
  'p.translations',
  'p.needsCode',
  'p.isEnabled',
  'p.startsAt',
  'p.endsAt',
  'p.priority',
  'p.combinesWith',
  'p.selection',
  'p.conditions',
  'p.effect',
  'p.usageLimit',
  'p.usageLimitPerCustomer',
  'p.version',
  'p.createdAt',
  'p.updatedAt',
] as const;

/** The promotions that run or are to, as they are at this moment: with one statement. */
export async function findPromotionBook(db: Statements<Tables>): Promise<PromotionBook> {
  const promotions = await db
    .selectFrom('promotions as p')
    .select(columns)
    .where('p.isEnabled', '=', sql<boolean>`true`)
    .where(sql<boolean>`(p.ends_at IS NULL OR p.ends_at > now())`)
    .orderBy('p.id')
    .execute();
  return bookOf(promotions);
}

function counted(db: Statements<Tables>) {
  return db
    .selectFrom('promotions as p')
    .innerJoin('promotionCounts as count', 'count.promotionId', 'p.id')
    .select(columns)
    .select('count.usedCount');
}

/** Promotions by their ids, in any order. */
export function findPromotions(db: Statements<Tables>, ids: readonly string[]): Promise<CountedPromotion[]> {
  return counted(db).where('p.id', '=', anyOf(ids)).execute();
}

/** Promotions that nobody else changes until the transaction ends; locked in the order of their ids. */
export async function holdPromotions(
  tx: Transaction<Tables>,
  ids: readonly string[],
): Promise<CountedPromotion[]> {
  return counted(tx).where('p.id', '=', anyOf(ids)).orderBy('p.id').forUpdate('p').execute();
}

/** Counts promotions that are enabled and have not ended, once nobody else can enable any until the transaction ends. */
export async function countEnabled(tx: Transaction<Tables>, now: Date): Promise<number> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('promotions', 0))`.execute(tx);
  const { count } = await tx
    .selectFrom('promotions as p')
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .where('p.isEnabled', '=', sql<boolean>`true`)
    .where(sql<boolean>`(p.ends_at IS NULL OR p.ends_at > ${now})`)
    .executeTakeFirstOrThrow();
  return count;
}

/** Adds a promotion that no order has used. */
export async function insertPromotion(tx: Transaction<Tables>, promotion: KeptPromotion): Promise<void> {
  await tx.insertInto('promotions').values(valuesOf(promotion)).execute();
  await tx.insertInto('promotionCounts').values({ promotionId: promotion.id }).execute();
}

/** Stores all of a promotion but its counts. */
export async function savePromotion(tx: Transaction<Tables>, promotion: KeptPromotion): Promise<void> {
  await tx.updateTable('promotions').set(valuesOf(promotion)).where('id', '=', promotion.id).execute();
}

function valuesOf({
  translations,
  combinesWith,
  selection,
  conditions,
  effect,
  ...promotion
}: KeptPromotion) {
  return {
    ...promotion,
    translations: jsonb(translations),
    combinesWith: [...combinesWith],
    selection: jsonb(selection),
    conditions: jsonb(conditions),
    effect: jsonb(effect),
  };
}

/** Has promotions be tried on carts, or not, and their versions rise. */
export async function enablePromotions(
  tx: Transaction<Tables>,
  ids: readonly string[],
  { isEnabled, now }: { readonly isEnabled: boolean; readonly now: Date },
): Promise<void> {
  await tx
    .updateTable('promotions')
    .set((eb) => ({ isEnabled, updatedAt: now, version: eb('version', '+', 1) }))
    .where('id', '=', anyOf(ids))
    .execute();
}

/** Deletes a promotion with its codes and counts. Its count is locked first, as orders do it. */
export async function removePromotion(tx: Transaction<Tables>, id: string): Promise<void> {
  await tx
    .selectFrom('promotionCounts')
    .select('promotionId')
    .where('promotionId', '=', id)
    .forUpdate()
    .execute();
  await tx.deleteFrom('promotions').where('id', '=', id).execute();
}

/** Which promotions a list has. */
export interface PromotionFilter {
  /** Null for any. */
  readonly statuses: readonly PromotionStatus[] | null;
  readonly needsCode: boolean | null;
  /** A part of the title, in any case; null for any. */
  readonly title: string | null;
  readonly now: Date;
}

/** A part of the promotions, by when they were made. */
export function listPromotions(
  db: Statements<Tables>,
  filter: PromotionFilter,
  { order, ...slice }: InstantSlice & { readonly order: 'asc' | 'desc' },
): Promise<CountedPromotion[]> {
  const list = counted(db).where(matches(filter));
  return partOfList(list, { by: ['p.createdAt', 'p.id'], order }, slice).execute();
}

/** How many there are. */
export async function countPromotions(db: Statements<Tables>, filter: PromotionFilter): Promise<number> {
  const { count } = await db
    .selectFrom('promotions as p')
    .select(sql<number>`count(*)::int4`.as('count'))
    .where(matches(filter))
    .executeTakeFirstOrThrow();
  return count;
}

function matches({ statuses, needsCode, title, now }: PromotionFilter): RawBuilder<boolean> {
  const conditions = [
    ...(statuses === null ? [] : [sql`${statusColumn(now)} = any(${statuses}::text[])`]),
    ...(needsCode === null ? [] : [sql`p.needs_code = ${needsCode}`]),
    ...(title === null ? [] : [sql`strpos(lower(p.title), lower(${title})) > 0`]),
  ];
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` AND `)})`;
}

/** As `statusAt` has it. */
function statusColumn(now: Date): RawBuilder<PromotionStatus> {
  return sql`CASE WHEN p.ends_at <= ${now} THEN 'ENDED' WHEN NOT p.is_enabled THEN 'DISABLED'
    WHEN p.starts_at > ${now} THEN 'SCHEDULED' ELSE 'RUNNING' END`;
}

const at = new Date(0);
const sampleId = '00000000-0000-7000-8000-000000000000';
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => findPromotionBook(tx),
  (tx) => findPromotions(tx, [sampleId]),
  (tx) => holdPromotions(tx, [sampleId]),
  (tx) => countEnabled(tx, at),
  (tx) => enablePromotions(tx, [sampleId], { isEnabled: false, now: at }),
  (tx) => removePromotion(tx, sampleId),
  (tx) =>
    listPromotions(
      tx,
      { statuses: ['RUNNING'], needsCode: true, title: 'a', now: at },
      { size: 1, after: { at, id: sampleId }, direction: 'forward', order: 'desc' },
    ),
  (tx) => countPromotions(tx, { statuses: ['RUNNING'], needsCode: true, title: 'a', now: at }),
];
