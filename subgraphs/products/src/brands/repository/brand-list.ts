import type { StatementSample, Statements } from '@cartwright/database';
import { readingOrder } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import { columns, isSeen, type Brand } from './brands.ts';

/** Which brands are found. */
export interface BrandFilter {
  /** Those that shoppers see, or all that there are, for staff. */
  readonly which: 'shown' | 'all';
  /** What the name begins with, whatever the case; null for any. */
  readonly nameStartsWith: string | null;
}

/** The orders that brands are listed in. */
export type BrandOrder = 'NAME_ASC' | 'NEWEST';

/** What a place in the list is told by: the name or the time, then the id. */
export type BrandKey = readonly [string | Date, string];

/** Which part of the list. */
export interface BrandSlice {
  readonly size: number;
  /** Null for the end of the list at which reading begins. */
  readonly after: BrandKey | null;
  readonly direction: 'forward' | 'backward';
}

const orders = {
  NAME_ASC: { by: sql.ref('name_key'), direction: 'asc' },
  NEWEST: { by: sql.ref('created_at'), direction: 'desc' },
} as const;

/** A part of the brands, in an order. */
export function listBrands(
  db: Statements<Tables>,
  filter: BrandFilter,
  order: BrandOrder,
  { size, after, direction: reading }: BrandSlice,
): Promise<Brand[]> {
  const { by, direction } = orders[order];
  const along = readingOrder(direction, reading);
  const list = found(db, filter).select(columns).orderBy(by, along).orderBy('id', along).limit(size);
  if (after === null) return list.execute();
  const beyond = sql.raw(along === 'asc' ? '>' : '<');
  return list.where(sql<boolean>`(${by}, id) ${beyond} (${after[0]}, ${after[1]}::uuid)`).execute();
}

/** How many brands there are. */
export async function countBrands(db: Statements<Tables>, filter: BrandFilter): Promise<number> {
  const { count } = await found(db, filter)
    .select(sql<number>`count(*)::int4`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function found(db: Statements<Tables>, { which, nameStartsWith }: BrandFilter) {
  return db
    .selectFrom('brands')
    .$if(which === 'shown', (query) => query.where(isSeen))
    .$if(nameStartsWith !== null, (query) =>
      // What is typed and shows nothing is the beginning of no name.
      query.where(
        sql<boolean>`(brand_key(${nameStartsWith}) <> '' AND starts_with(name_key, brand_key(${nameStartsWith})))`,
      ),
    );
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) =>
    listBrands(db, { which: 'shown', nameStartsWith: 'a' }, 'NAME_ASC', {
      size: 1,
      after: ['a', '00000000-0000-7000-8000-000000000000'],
      direction: 'backward',
    }),
  (db) =>
    listBrands(db, { which: 'all', nameStartsWith: null }, 'NEWEST', {
      size: 1,
      after: [new Date(0), '00000000-0000-7000-8000-000000000000'],
      direction: 'forward',
    }),
  (db) => countBrands(db, { which: 'shown', nameStartsWith: 'a' }),
];
