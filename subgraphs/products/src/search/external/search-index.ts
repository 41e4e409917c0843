import type { ProductRef } from '../../catalogue/door.ts';
import {
  asksOfVariants,
  mostCounted,
  type PagePlace,
  type ProductKey,
  type ProductPage,
} from '../../listing/door.ts';
import type { EngineFilter, EngineQuery, Found, SearchEngine } from '../ports.ts';
import { readFilterableKeys, readNameKey, readShownRefs } from '../repository/indexed-products.ts';
import { isServedInForm } from '../repository/search-indexes.ts';
import { interpretQuery } from '../use-cases/interpret-query.ts';
import type { InterpretDependencies } from '../use-cases/read-synonyms.ts';
import { readOnce } from '../use-cases/read-once.ts';
import { suggestFromWords } from '../use-cases/suggest-from-words.ts';
import { keySchemaOf } from './index-keys.ts';
import type { Prepared } from './prepared.ts';
import type { IndexHit, ProductIndex } from './product-index.ts';

/** What searches in an index need. */
export interface SearchIndexDependencies extends InterpretDependencies {
  readonly index: ProductIndex;
  /** What marks the keys that this engine made. */
  readonly keyMark: string;
}

/** The search engine that finds, sorts and counts in an index what PostgreSQL has read out of a text. */
export function searchIndex(dependencies: SearchIndexDependencies): SearchEngine {
  return {
    find: (query) => findIn(dependencies, query),
    suggest: (query) => suggestFromWords(dependencies, query),
  };
}

function findIn(dependencies: SearchIndexDependencies, query: EngineQuery): Found {
  const { index, keyMark } = dependencies;
  const { text, order } = query;
  const interpreted = readOnce(async () =>
    text === null ? null : interpretQuery(dependencies, { ...query, text }),
  );
  const prepared = readOnce(async () => prepare(dependencies, query, await interpreted()));
  return {
    interpretation: interpreted,
    keySchema: () => keySchemaOf(keyMark, order),
    page: async (place) => readPage(dependencies, await prepared(), place),
    count: async () => Math.min(await index.count(await prepared()), mostCounted),
    facetCounts: async (attributes) => {
      if (attributes.ofVariants.length > 0 && asksOfVariants(query.filter.offer))
        await saysWhatVariantsAre(dependencies);
      return index.facetCounts(await prepared(), attributes);
    },
    countWithin: async (filters) => countWithin(dependencies, await prepared(), filters),
    priceRange: async () => index.priceRange(await prepared()),
  };
}

/** So many filters an index is asked to count at a time: a search leaves it to others, too. */
const countedAtATime = 8;

/** What is read of the text holds for each filter. */
async function countWithin(
  dependencies: SearchIndexDependencies,
  { query, text }: Prepared,
  filters: readonly EngineFilter[],
): Promise<number[]> {
  const filterable = await filterableIn(dependencies, filters);
  const counts: number[] = [];
  while (counts.length < filters.length) {
    const next = filters.slice(counts.length, counts.length + countedAtATime);
    const totals = next.map((filter) =>
      dependencies.index.count({ query: { ...query, filter }, filterable, text }),
    );
    counts.push(...(await Promise.all(totals)).map((total) => Math.min(total, mostCounted)));
  }
  return counts;
}

/** The keys of attributes in some filters that lists can be narrowed by. @throws as `saysWhatVariantsAre` */
async function filterableIn(
  dependencies: SearchIndexDependencies,
  filters: readonly EngineFilter[],
): Promise<readonly string[]> {
  const ofVariants = filters.flatMap(({ offer }) => offer.attributes ?? []);
  if (filters.some(({ offer }) => offer.attributes !== undefined)) await saysWhatVariantsAre(dependencies);
  const chosen = [...filters.flatMap(({ attributes = [] }) => attributes), ...ofVariants];
  const keys = [...new Set(chosen.map(({ key }) => key))];
  return keys.length === 0 ? [] : readFilterableKeys(dependencies.database.statements, keys);
}

/** @throws as long as an index is served that an earlier release has made: PostgreSQL answers meanwhile */
async function saysWhatVariantsAre({ database: { statements } }: SearchIndexDependencies): Promise<void> {
  if (!(await isServedInForm(statements)))
    throw new Error('The index that is served does not say yet what variants are.');
}

async function prepare(
  dependencies: SearchIndexDependencies,
  query: EngineQuery,
  read: Awaited<ReturnType<typeof interpretQuery>> | null,
): Promise<Prepared> {
  const { statements } = dependencies.database;
  const filterable = await filterableIn(dependencies, [query.filter]);
  if (read === null) return { query, filterable, text: null };
  const { tsquery, named } = read;
  const { pinned, boosts, order } = query;
  const isNamed = named !== null && order === 'RELEVANCE';
  const fits = isNamed ? { ...named, key: await readNameKey(statements, named.text) } : null;
  return { query, filterable, text: { tsquery, named: fits, pinned, boosts } };
}

/** Reads on where products are not shown any more that the engine still has: a short page would be the last one. */
async function readPage(
  dependencies: SearchIndexDependencies,
  prepared: Prepared,
  place: PagePlace,
): Promise<ProductPage> {
  const { index, keyMark } = dependencies;
  const products: (ProductRef & { readonly key: ProductKey })[] = [];
  let after = place.after?.slice(1) ?? null;
  for (;;) {
    const missing = place.limit - products.length;
    const { hits, total } = await index.page(prepared, { ...place, after, limit: missing });
    const shown = await shownOf(dependencies, hits);
    products.push(...shown.map(({ id, revision, sort }) => ({ id, revision, key: [keyMark, ...sort] })));
    after = hits.at(-1)?.sort.slice() ?? null;
    if (hits.length < missing || products.length >= place.limit)
      return { products, counted: Math.min(total, mostCounted) };
  }
}

async function shownOf(
  { database: { statements } }: SearchIndexDependencies,
  hits: readonly IndexHit[],
): Promise<(IndexHit & ProductRef)[]> {
  if (hits.length === 0) return [];
  const refs = await readShownRefs(
    statements,
    hits.map(({ id }) => id),
  );
  const revisions = new Map(refs.map(({ id, revision }) => [id, revision]));
  return hits.flatMap((hit) => {
    const revision = revisions.get(hit.id);
    return revision === undefined ? [] : [{ ...hit, revision }];
  });
}
