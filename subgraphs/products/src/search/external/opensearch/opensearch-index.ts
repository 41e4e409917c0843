import { z } from 'zod';
import type { ProductIndex } from '../product-index.ts';
import type { OpenSearchClient } from './client.ts';
import { readFacetCounts } from './facet-aggregations.ts';
import { countBody, facetsBody, pageBody, pricesBody } from './search-bodies.ts';

/** What marks the keys of pages that OpenSearch has given. */
export const openSearchMark = 'opensearch';

const hits = z.object({
  hits: z.object({
    total: z.object({ value: z.int() }),
    hits: z.array(z.object({ _id: z.guid(), sort: z.array(z.union([z.string(), z.number()])) })),
  }),
});
const aggregated = z.object({ aggregations: z.unknown() });
const end = z.object({ value: z.int().nullable() });
const prices = z.object({
  aggregations: z.object({ offers: z.object({ met: z.object({ min: end, max: end }) }) }),
});

/** What OpenSearch answers from the index that an alias names. */
export function openSearchIndex(client: OpenSearchClient, alias: string): ProductIndex {
  const search = async (body: object): Promise<unknown> => {
    const answer = await (await client()).search({ index: alias, body });
    return answer.body;
  };
  return {
    page: async (prepared, place) => {
      const answer = hits.parse(await search(pageBody(prepared, place))).hits;
      return {
        hits: answer.hits.map(({ _id: id, sort }) => ({ id, sort })),
        total: answer.total.value,
      };
    },
    count: async (prepared) => hits.parse(await search(countBody(prepared))).hits.total.value,
    facetCounts: async (prepared, attributes) => {
      const { aggregations } = aggregated.parse(await search(facetsBody(prepared, attributes)));
      return readFacetCounts(aggregations, prepared.query.filter, attributes);
    },
    priceRange: async (prepared) => {
      const { min, max } = prices.parse(await search(pricesBody(prepared))).aggregations.offers.met;
      return min.value === null || max.value === null ? null : { minMinor: min.value, maxMinor: max.value };
    },
  };
}
