import {
  anyOf,
  readingOrder,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import type { ClassRate } from '../rules/laid-down-taxes.ts';

/** A rate as staff keep it. */
export interface TaxRate extends ClassRate {
  readonly id: string;
  readonly taxClassId: string | null;
  /** Who says so. */
  readonly source: string;
  /** ISO 8601 date on which that was read. */
  readonly readOn: string;
  readonly version: number;
  readonly createdAt: Date;
}

/** Which rates are asked for; null for any. */
export interface RateFilter {
  readonly countryCodes: readonly string[] | null;
  /** Codes of classes. */
  readonly taxClasses: readonly string[] | null;
  /** Only standard rates, or only those of classes. */
  readonly isStandard: boolean | null;
  /** Only those in force at that moment. */
  readonly inForceAt: Date | null;
}

/** What a place in the list is told by: country, region (empty for none), code of the class (empty for the standard rate), id. */
export type RateKey = readonly [countryCode: string, region: string, taxClass: string, id: string];

/** Which part of the list. */
export interface RateSlice {
  readonly size: number;
  /** Null for the end of the list at which reading begins. */
  readonly after: RateKey | null;
  readonly direction: 'forward' | 'backward';
}

const regionKey = sql<string>`coalesce(r.region, '')`;
const classKey = sql<string>`coalesce(c.code, '')`;

/** All rates, in the order in which they are listed. */
export function allRates(db: Statements<Tables>): Promise<TaxRate[]> {
  return rates(db).orderBy('r.countryCode').orderBy(regionKey).orderBy(classKey).orderBy('r.id').execute();
}

/** A part of the rates, by country, region and class, older ones first; a country before its regions, its standard rate first. */
export function listRates(
  db: Statements<Tables>,
  filter: RateFilter,
  { size, after, direction }: RateSlice,
): Promise<TaxRate[]> {
  const along = readingOrder('asc', direction);
  const list = filtered(rates(db), filter)
    .orderBy('r.countryCode', along)
    .orderBy(regionKey, along)
    .orderBy(classKey, along)
    .orderBy('r.id', along)
    .limit(size);
  if (after === null) return list.execute();
  const [country, region, taxClass, id] = after;
  const beyond = sql.raw(along === 'asc' ? '>' : '<');
  return list
    .where(
      sql<boolean>`(r.country_code, ${regionKey}, ${classKey}, r.id) ${beyond} (${country}, ${region}, ${taxClass}, ${id}::uuid)`,
    )
    .execute();
}

/** How many rates there are. */
export async function countRates(db: Statements<Tables>, filter: RateFilter): Promise<number> {
  const { count } = await filtered(rates(db), filter)
    .clearSelect()
    .select(sql<number>`count(*)::int4`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Stores a rate, new or in the place of the one with its id. */
export async function saveRate(tx: Transaction<Tables>, rate: TaxRate): Promise<void> {
  const { id, createdAt, countryCode, region, taxClassId, basisPoints } = rate;
  const { validFrom, validUntil, source, readOn, version } = rate;
  const changed = {
    ...{ countryCode, region, taxClassId, basisPoints, validFrom, validUntil, source, readOn, version },
  };
  await tx
    .insertInto('taxRates')
    .values({ id, createdAt, ...changed })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changed))
    .execute();
}

/** Removes a rate. */
export async function deleteRate(tx: Transaction<Tables>, id: string): Promise<void> {
  await tx.deleteFrom('taxRates').where('id', '=', id).execute();
}

function rates(db: Statements<Tables>) {
  return db
    .selectFrom('taxRates as r')
    .leftJoin('taxClasses as c', 'c.id', 'r.taxClassId')
    .select(['r.id', 'r.countryCode', 'r.region', 'r.taxClassId', 'c.code as taxClass', 'r.basisPoints'])
    .select(['r.validFrom', 'r.validUntil', 'r.source', 'r.version', 'r.createdAt'])
    .select(sql<string>`to_char(r.read_on, 'YYYY-MM-DD')`.as('readOn'));
}

function filtered(
  list: ReturnType<typeof rates>,
  { countryCodes, taxClasses, isStandard, inForceAt }: RateFilter,
): ReturnType<typeof rates> {
  return list
    .$if(countryCodes !== null, (query) => query.where('r.countryCode', '=', anyOf(countryCodes ?? [])))
    .$if(taxClasses !== null, (query) => query.where('c.code', '=', anyOf(taxClasses ?? [])))
    .$if(isStandard !== null, (query) =>
      query.where('r.taxClassId', isStandard === true ? 'is' : 'is not', null),
    )
    .$if(inForceAt !== null, (query) =>
      query.where(
        sql<boolean>`coalesce(r.valid_from, '-infinity') <= ${inForceAt} AND ${inForceAt} < coalesce(r.valid_until, 'infinity')`,
      ),
    );
}

const everything: RateFilter = {
  countryCodes: ['DE'],
  taxClasses: ['BOOKS'],
  isStandard: false,
  inForceAt: new Date(0),
};
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => allRates(db),
  (db) =>
    listRates(db, everything, {
      size: 1,
      after: ['DE', '', '', '00000000-0000-7000-8000-000000000000'],
      direction: 'backward',
    }),
  (db) => countRates(db, everything),
];
