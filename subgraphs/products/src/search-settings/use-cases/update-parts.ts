import { isDeepStrictEqual } from 'node:util';
import { invalidField, invalidInput, type InvalidField, type InvalidInput } from '@cartwright/input';
import type { CategoryTree } from '../../catalogue/door.ts';
import type { AttributeDefinition } from '../../product-types/door.ts';
import { readKnownProducts, readSettings, savePart } from '../repository/settings.ts';
import { readFacetRanges, type FacetRangesInput } from '../rules/facet-ranges-input.ts';
import {
  readBoosts,
  readStopWords,
  readSynonyms,
  type BoostsInput,
  type StopWordsInput,
  type SynonymsInput,
} from '../rules/settings-input.ts';
import type { Boost, RangedFacet, SettingsPart, StoredSettings } from '../rules/settings.ts';
import { changeSettings, recordChange, type Changing, type Dependencies } from './change-settings.ts';

/** Who changes a part of the settings, and which version of it was read. */
export interface PartChange {
  readonly staffId: string;
  readonly version: number;
}

/** What came of it. */
export type UpdatePartOutcome =
  | { readonly kind: 'updated'; readonly settings: StoredSettings }
  /** The part is no more as it was when it was read. */
  | { readonly kind: 'settings-changed'; readonly settings: StoredSettings }
  | InvalidInput;

/** Sets which phrases stand for each other, with the entry in the audit trail; where they do already, nothing changes. */
export async function updateSynonyms(
  dependencies: Dependencies,
  { staffId, version, ...input }: SynonymsInput & PartChange,
): Promise<UpdatePartOutcome> {
  const read = readSynonyms(input);
  if (read.kind === 'invalid-input') return read;
  const { groups, reason } = read.value;
  const change = { staffId, version, reason, operation: 'searchSynonymsUpdate', part: 'SYNONYMS' } as const;
  return updatePart(dependencies, { ...change, entries: groups });
}

/** Sets which words searches pass over, with the entry in the audit trail; where they do already, nothing changes. */
export async function updateStopWords(
  dependencies: Dependencies,
  { staffId, version, ...input }: StopWordsInput & PartChange,
): Promise<UpdatePartOutcome> {
  const read = readStopWords(input);
  if (read.kind === 'invalid-input') return read;
  const { words, reason } = read.value;
  const change = {
    staffId,
    version,
    reason,
    operation: 'searchStopWordsUpdate',
    part: 'STOP_WORDS',
  } as const;
  return updatePart(dependencies, { ...change, entries: words });
}

/** What boosts are checked with, beside the input. */
export interface BoostsChange extends BoostsInput, PartChange {
  readonly categories: () => Promise<CategoryTree>;
}

/** Sets which products come earlier or later, with the entry in the audit trail; where they do already, nothing changes. */
export async function updateBoosts(
  dependencies: Dependencies,
  { staffId, version, categories, ...input }: BoostsChange,
): Promise<UpdatePartOutcome> {
  const read = readBoosts(input);
  if (read.kind === 'invalid-input') return read;
  const { boosts, reason } = read.value;
  const tree = await categories();
  const change = { staffId, version, reason, operation: 'searchBoostsUpdate', part: 'BOOSTS' } as const;
  return updatePart(dependencies, { ...change, entries: boosts }, ({ tx }) =>
    unknownOf(boosts, tree, (ids) => readKnownProducts(tx, ids)),
  );
}

/** What ranges of facets are checked with, beside the input. */
export interface FacetRangesChange extends FacetRangesInput, PartChange {
  /** Reads the attributes that facets show. */
  readonly attributes: () => Promise<readonly AttributeDefinition[]>;
}

/** Sets which ranges facets show, with the entry in the audit trail; where they do already, nothing changes. */
export async function updateFacetRanges(
  dependencies: Dependencies,
  { staffId, version, attributes, ...input }: FacetRangesChange,
): Promise<UpdatePartOutcome> {
  const read = readFacetRanges(input);
  if (read.kind === 'invalid-input') return read;
  const { facets, reason } = read.value;
  const change = {
    staffId,
    version,
    reason,
    operation: 'searchFacetRangesUpdate',
    part: 'FACET_RANGES',
  } as const;
  const numbers = (await attributes()).filter(({ kind }) => kind === 'NUMBER').map(({ key }) => key);
  return updatePart(dependencies, { ...change, entries: facets }, () =>
    Promise.resolve(notShownOf(facets, numbers)),
  );
}

interface NewPart extends PartChange {
  readonly operation: string;
  readonly reason: string | null;
  readonly part: SettingsPart;
  readonly entries: readonly unknown[];
}

async function updatePart(
  dependencies: Dependencies,
  { part, entries, version, ...action }: NewPart,
  faultsOf?: (changing: Changing) => Promise<InvalidField[]>,
): Promise<UpdatePartOutcome> {
  return changeSettings<UpdatePartOutcome>(dependencies, async (changing) => {
    const settings = await readSettings(changing.tx);
    const before = partOf(settings, part);
    if (before.version !== version) return { kind: 'settings-changed', settings };
    if (isDeepStrictEqual(before.entries, entries)) return { kind: 'updated', settings };
    const faults = (await faultsOf?.(changing)) ?? [];
    if (faults.length > 0) return invalidInput(...faults);
    const after = { part, entries, version: version + 1, updatedAt: dependencies.now() };
    await savePart(changing.tx, after);
    const states = {
      before: { version, removed: without(before.entries, entries) },
      after: { version: after.version, added: without(entries, before.entries) },
    };
    await recordChange(dependencies, changing, { ...action, target: part, ...states });
    return { kind: 'updated', settings: await readSettings(changing.tx) };
  });
}

function partOf(
  { synonyms, stopWords, boosts, facetRanges }: StoredSettings,
  part: SettingsPart,
): { readonly entries: readonly unknown[]; readonly version: number } {
  switch (part) {
    case 'SYNONYMS':
      return { entries: synonyms.groups, version: synonyms.version };
    case 'STOP_WORDS':
      return { entries: stopWords.words, version: stopWords.version };
    case 'BOOSTS':
      return { entries: boosts.boosts, version: boosts.version };
    case 'FACET_RANGES':
      return { entries: facetRanges.facets, version: facetRanges.version };
  }
}

/** The trail keeps what came and what went, not all that there is. */
function without(entries: readonly unknown[], others: readonly unknown[]): unknown[] {
  const known = new Set(others.map((entry) => JSON.stringify(entry)));
  return entries.filter((entry) => !known.has(JSON.stringify(entry)));
}

function notShownOf(facets: readonly RangedFacet[], numbers: readonly string[]): InvalidField[] {
  return facets.flatMap(({ code, currency }, place) => {
    const isShown = currency !== null || numbers.some((key) => code === `attribute:${key}`);
    const path = ['facets', String(place), 'code'];
    return isShown ? [] : [invalidField(path, 'INVALID_VALUE', 'Facets show no such number.')];
  });
}

async function unknownOf(
  boosts: readonly Boost[],
  tree: CategoryTree,
  readKnown: (ids: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<InvalidField[]> {
  const products = await readKnown(boosts.filter(({ kind }) => kind === 'PRODUCT').map(({ value }) => value));
  return boosts.flatMap(({ kind, value }, place) => {
    const isUnknown =
      (kind === 'PRODUCT' && !products.has(value)) || (kind === 'CATEGORY' && tree.get(value) === null);
    const what = kind === 'PRODUCT' ? 'product' : 'category';
    const path = ['boosts', String(place), 'value'];
    return isUnknown ? [invalidField(path, 'INVALID_VALUE', `There is no such ${what}.`)] : [];
  });
}
