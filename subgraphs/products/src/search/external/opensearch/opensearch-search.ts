import { z } from 'zod';
import type { ProductRef } from '../../../catalogue/door.ts';
import { mostCounted, type PagePlace, type ProductKey, type ProductPage } from '../../../listing/door.ts';
import type { EngineQuery, Found, SearchEngine } from '../../ports.ts';
import { readFilterableKeys, readNameKey, readShownRefs } from '../../repository/indexed-products.ts';
import { interpretQuery, type InterpretDependencies } from '../../use-cases/interpret-query.ts';
import { readOnce } from '../../use-cases/read-once.ts';
import { suggestFromWords } from '../../use-cases/suggest-from-words.ts';
import type { SendToOpenSearch } from './client.ts';
import { countBody, facetsBody, pageBody, pricesBody, type Prepared } from './search-bodies.ts';
import { readFacetCounts } from './facet-aggregations.ts';
import { keyMark, keySchemaOf } from './sort.ts';

/** What searches in OpenSearch need. */
export interface OpenSearchDependencies extends InterpretDependencies {
  readonly send: SendToOpenSearch;
  readonly alias: string;
}

const hits = z.object({
  hits: z.object({
    total: z.object({ value: z.int() }),
    hits: z.array(z.object({ _id: z.guid(), sort: z.array(z.union([z.string(), z.number()])) })),
  }),
});

/** The search engine that finds, sorts and counts in OpenSearch what PostgreSQL has read out of a text. */
export function openSearch(dependencies: OpenSearchDependencies): SearchEngine {
  return {
    find: (query) => findIn(dependencies, query),
    suggest: (query) => suggestFromWords(dependencies, query),
  };
}

function findIn(dependencies: OpenSearchDependencies, query: EngineQuery): Found {
  const { text, order, filter } = query;
  const interpreted = readOnce(async () =>
    text === null ? null : interpretQuery(dependencies, { ...query, text }),
  );
  const prepared = readOnce(async () => prepare(dependencies, query, await interpreted()));
  const ask = (body: object) => search(dependencies, body);
  return {
    interpretation: interpreted,
    keySchema: () => keySchemaOf(order),
    page: async (place) => readPage(dependencies, await prepared(), place),
    count: async () => {
      const { total } = hits.parse(await ask(countBody(await prepared()))).hits;
      return Math.min(total.value, mostCounted);
    },
    facetCounts: async (attributes) => {
      const { aggregations } = aggregated.parse(await ask(facetsBody(await prepared(), attributes)));
      return readFacetCounts(aggregations, filter, attributes);
    },
    priceRange: async () => {
      const { min, max } = prices.parse(await ask(pricesBody(await prepared()))).aggregations.offers.met;
      return min.value === null || max.value === null ? null : { minMinor: min.value, maxMinor: max.value };
    },
  };
}

const aggregated = z.object({ aggregations: z.unknown() });
const end = z.object({ value: z.int().nullable() });
const prices = z.object({
  aggregations: z.object({ offers: z.object({ met: z.object({ min: end, max: end }) }) }),
});

function search({ send, alias }: OpenSearchDependencies, body: object): Promise<unknown> {
  return send({ method: 'POST', path: `${alias}/_search`, body });
}

async function prepare(
  { database: { statements } }: OpenSearchDependencies,
  query: EngineQuery,
  read: Awaited<ReturnType<typeof interpretQuery>> | null,
): Promise<Prepared> {
  const keys = query.filter.attributes?.map(({ key }) => key) ?? [];
  const filterable = keys.length === 0 ? [] : await readFilterableKeys(statements, keys);
  if (read === null) return { query, filterable, text: null };
  const { tsquery, named } = read;
  const { pinned, boosts, order } = query;
  const isNamed = named !== null && order === 'RELEVANCE';
  const fits = isNamed ? { ...named, key: await readNameKey(statements, named.text) } : null;
  return { query, filterable, text: { tsquery, named: fits, pinned, boosts } };
}

/** Reads on where products are not shown any more that the engine still has: a short page would be the last one. */
async function readPage(
  dependencies: OpenSearchDependencies,
  prepared: Prepared,
  place: PagePlace,
): Promise<ProductPage> {
  const products: (ProductRef & { readonly key: ProductKey })[] = [];
  let { after } = place;
  for (;;) {
    const missing = place.limit - products.length;
    const answer = hits.parse(
      await search(dependencies, pageBody(prepared, { ...place, after, limit: missing })),
    );
    const found = answer.hits.hits.map(({ _id: id, sort }) => ({ id, key: [keyMark, ...sort] }));
    products.push(...(await shownOf(dependencies, found)));
    after = found.at(-1)?.key ?? null;
    if (found.length < missing || products.length >= place.limit)
      return { products, counted: Math.min(answer.hits.total.value, mostCounted) };
  }
}

async function shownOf<Hit extends { readonly id: string }>(
  { database: { statements } }: OpenSearchDependencies,
  found: readonly Hit[],
): Promise<(Hit & ProductRef)[]> {
  if (found.length === 0) return [];
  const refs = await readShownRefs(
    statements,
    found.map(({ id }) => id),
  );
  const revisions = new Map(refs.map(({ id, revision }) => [id, revision]));
  return found.flatMap((hit) => {
    const revision = revisions.get(hit.id);
    return revision === undefined ? [] : [{ ...hit, revision }];
  });
}
