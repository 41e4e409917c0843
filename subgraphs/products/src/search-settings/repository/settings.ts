import { anyOf, jsonb, type StatementSample, type Statements, type Transaction } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { BrandAlias } from '../rules/indexed-settings.ts';
import type { Boost, RangedFacet, SettingsPart, StoredSettings, SynonymGroup } from '../rules/settings.ts';

/** Lets nobody else change what is kept for searches until the transaction ends. */
export async function lockSettings(tx: Transaction<Tables>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('search settings', 0))`.execute(tx);
}

/** All settings but what is pinned; empty at version 0 is what nobody has set. */
export async function readSettings(db: Statements<Tables>): Promise<StoredSettings> {
  const rows = await db.selectFrom('searchSettings').select(['part', 'entries', 'version']).execute();
  const partOf = (part: SettingsPart) => {
    const row = rows.find((one) => one.part === part);
    return { entries: row?.entries ?? [], version: row?.version ?? 0 };
  };
  const [synonyms, stopWords, boosts] = [partOf('SYNONYMS'), partOf('STOP_WORDS'), partOf('BOOSTS')];
  const facetRanges = partOf('FACET_RANGES');
  return {
    synonyms: { groups: synonyms.entries as readonly SynonymGroup[], version: synonyms.version },
    stopWords: { words: stopWords.entries as readonly string[], version: stopWords.version },
    boosts: { boosts: boosts.entries as readonly Boost[], version: boosts.version },
    facetRanges: { facets: facetRanges.entries as readonly RangedFacet[], version: facetRanges.version },
  };
}

/** What brands are called besides, with their names. */
export function readBrandAliases(db: Statements<Tables>): Promise<BrandAlias[]> {
  return db
    .selectFrom('brandAliases as a')
    .innerJoin('brands as b', 'b.id', 'a.brandId')
    .select(['a.name as alias', 'b.name as brand'])
    .orderBy('a.nameKey')
    .execute();
}

/** Stores what has become of a part. */
export async function savePart(
  tx: Transaction<Tables>,
  part: {
    readonly part: SettingsPart;
    readonly entries: readonly unknown[];
    readonly version: number;
    readonly updatedAt: Date;
  },
): Promise<void> {
  const { version, updatedAt } = part;
  const entries = jsonb(part.entries);
  await tx
    .insertInto('searchSettings')
    .values({ ...part, entries })
    .onConflict((conflict) => conflict.column('part').doUpdateSet({ entries, version, updatedAt }))
    .execute();
}

/** Which of some products there are, shown or not. */
export async function readKnownProducts(
  db: Statements<Tables>,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.selectFrom('products').select('id').where('id', '=', anyOf(ids)).execute();
  return new Set(rows.map(({ id }) => id));
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => lockSettings(tx),
  (db) => readSettings(db),
  (db) => readBrandAliases(db),
  (tx) => savePart(tx, { part: 'BOOSTS', entries: [], version: 1, updatedAt: new Date(0) }),
  (db) => readKnownProducts(db, ['']),
];
