import { sql } from 'kysely';
import { standardTerms, type PriceTerms } from './rules/price-terms.ts';

/** What prices depend on, and the version that it had just before it was read. */
export interface VersionedTerms {
  readonly version: string;
  readonly terms: PriceTerms;
}

/** The version of what prices depend on, for statements that read something else anyway. */
export const termsVersion = sql<string>`'0'`;

/** Reads that version by itself. */
export function readTermsVersion(): Promise<string> {
  return Promise.resolve('0');
}

/** Reads what prices depend on, its version first. */
export function loadPriceTerms(): Promise<VersionedTerms> {
  return Promise.resolve({ version: '0', terms: standardTerms });
}
