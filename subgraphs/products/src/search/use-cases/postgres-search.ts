import {
  countProducts,
  keySchema,
  productOrder,
  readProductPage,
  type ProductFilter,
} from '../../listing/door.ts';
import type { EngineQuery, Found, SearchEngine } from '../ports.ts';
import { countWithin } from '../repository/counts-within.ts';
import { countFacets } from '../repository/facet-counts.ts';
import { readFoundPriceRange } from '../repository/found-price-range.ts';
import { interpretQuery, type InterpretedQuery } from './interpret-query.ts';
import type { InterpretDependencies } from './read-synonyms.ts';
import { readOnce } from './read-once.ts';
import { suggestFromWords } from './suggest-from-words.ts';

/** The search engine that needs nothing but the database: what is written there is found as soon as it is committed. */
export function postgresSearch(dependencies: InterpretDependencies): SearchEngine {
  return {
    find: (query) => findIn(dependencies, query),
    suggest: (query) => suggestFromWords(dependencies, query),
  };
}

function findIn(dependencies: InterpretDependencies, query: EngineQuery): Found {
  const { statements } = dependencies.database;
  const { order, text } = query;
  const interpreted = readOnce(async () =>
    text === null ? null : interpretQuery(dependencies, { ...query, text }),
  );
  const filter = readOnce(async () => filterOf(query, await interpreted()));
  return {
    interpretation: interpreted,
    keySchema: () => keySchema(productOrder(order)),
    page: async (place) => readProductPage(statements, { filter: await filter(), order }, place),
    count: async () => countProducts(statements, { filter: await filter(), order }),
    facetCounts: async (attributes) => countFacets(statements, await filter(), attributes),
    countWithin: async (filters) => {
      const read = await interpreted();
      return countWithin(
        statements,
        filters.map((within) => filterOf({ ...query, filter: within }, read)),
      );
    },
    priceRange: async () => readFoundPriceRange(statements, await filter()),
  };
}

/** Nothing is said of pins and boosts where there are none: such statements are built once. */
function filterOf(
  { filter, pinned, boosts }: EngineQuery,
  interpreted: InterpretedQuery | null,
): ProductFilter {
  if (interpreted === null) return filter;
  const { tsquery, named } = interpreted;
  return {
    ...filter,
    tsquery,
    ...(named !== null && { named }),
    ...(pinned.length > 0 && { pinned }),
    ...(boosts.length > 0 && { boosts }),
  };
}
