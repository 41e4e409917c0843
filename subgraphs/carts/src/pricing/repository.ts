import type { Statements, StatementSample } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../generated/tables.ts';
import { findPromotionBook } from '../promotions/door.ts';
import { findTaxSettings, findTaxTable } from '../taxes/door.ts';
import type { PriceTerms } from './rules/price-terms.ts';

/** What prices depend on, and the version that it had just before it was read. */
export interface VersionedTerms {
  readonly version: string;
  readonly terms: PriceTerms;
}

/** The version of what prices depend on, for statements that read something else anyway. */
export const termsVersion = sql<string>`(select version::text from price_terms)`;

/** Reads that version by itself. */
export async function readTermsVersion(db: Statements<Tables>): Promise<string> {
  const { version } = await db.selectNoFrom(termsVersion.as('version')).executeTakeFirstOrThrow();
  return version;
}

/** Reads what prices depend on, its version first. */
export async function loadPriceTerms(db: Statements<Tables>): Promise<VersionedTerms> {
  const version = await readTermsVersion(db);
  const promotions = await findPromotionBook(db);
  const taxes = await findTaxTable(db);
  const { shopCountry, trustsFormat } = await findTaxSettings(db);
  return { version, terms: { promotions, taxes, shop: { shopCountry, trustsFormat } } };
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [(tx) => loadPriceTerms(tx)];
