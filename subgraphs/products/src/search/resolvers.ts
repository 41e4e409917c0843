import { badUserInput } from '@cartwright/errors';
import { toMoney } from '@cartwright/graph';
import { tidyCode } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import { nameIn } from '../languages/door.ts';
import { readFilters, withBrandNames } from '../listing/door.ts';
import { rewriteUnfinished } from '../search-settings/door.ts';
import { filtersInputOf } from './rules/filters-input.ts';
import { maxQueryLength } from './rules/search-text.ts';
import { suggestCategories } from './rules/suggested-names.ts';
import { readOnce } from './use-cases/read-once.ts';
import { readLimit } from './use-cases/suggest-products.ts';

/** Full-text search with filters and facets, and what to offer while the buyer is typing. */
export const resolvers = {
  Query: {
    productSearch: async (_root, { input }, context) => {
      const { brands, catalogue, languages, pricing, productTypes, search, searchSettings } = context;
      const filters = await withBrandNames(input.filters ?? {}, brands.loaders.namesMeant);
      return search.searchProducts({
        query: readQuery(input.query ?? ''),
        language: languages.language,
        spelling: input.spelling ?? 'CORRECTED',
        choice: readFilters(filters, pricing.currency),
        order: input.sort === 'MANUAL' ? 'NEWEST' : (input.sort ?? 'RELEVANCE'),
        page: input,
        settings: searchSettings.recent,
        categories: catalogue.loaders.categories,
        attributes: productTypes.facetAttributes,
        loaders: catalogue.loaders,
        count: context.searchTerms.count,
      });
    },
    searchSuggest: (_root, { query, first }, { searchSettings }) => {
      const text = readQuery(query);
      const rewritten = readOnce(async () => rewriteUnfinished(text, await searchSettings.recent()));
      return { text, rewritten, limit: readLimit(first) };
    },
  },
  SearchSuggestions: {
    products: async ({ rewritten, limit }, _args, { catalogue, languages: { language }, search }) => {
      const { found, searchedFor } = await search.suggestProducts({
        ...(await rewritten()),
        limit,
        language,
      });
      const products = await catalogue.loaders.products(found);
      return products.map((product) => ({ text: nameIn(product, language), searchedFor, product }));
    },
    categories: async ({ rewritten, limit }, _args, { catalogue, languages: { language } }) => {
      const { readings } = await rewritten();
      const found = suggestCategories(await catalogue.loaders.categories(), { readings, language }, limit);
      return found.map((category) => ({ text: nameIn(category, language), category }));
    },
    collections: async ({ rewritten, limit }, _args, { languages: { language }, search }) => {
      const { readings } = await rewritten();
      const found = await search.suggestCollections({ readings, language }, limit);
      return found.map((collection) => ({ text: nameIn(collection, language), collection }));
    },
    brands: ({ text, limit }, _args, { search }) => search.suggestBrands(text, limit),
    queries: ({ text, limit }, _args, { languages: { language }, searchTerms }) =>
      searchTerms.offered(text, language, limit),
  },
  ProductSearchResult: {
    priceRange: async ({ priceRange }) => {
      const range = await priceRange();
      if (range === null) return null;
      const { minMinor, maxMinor, currency } = range;
      return { min: toMoney(minMinor, currency), max: toMoney(maxMinor, currency) };
    },
  },
  Facet: {
    values: ({ code, values }) =>
      code === 'brand' ? values.map((value) => ({ ...value, brandName: value.value })) : [...values],
  },
  FacetValue: {
    brand: ({ brandName }, _args, { brands }) =>
      brandName === undefined ? null : brands.loaders.shownByName.load(brandName),
    toggledFilters: ({ toggled }) => filtersInputOf(toggled),
  },
} satisfies Resolvers;

/** What a buyer typed. @throws BAD_USER_INPUT for more than anybody types, in whichever form of the characters */
function readQuery(query: string): string {
  if (Math.max(query.length, tidyCode(query).length) <= maxQueryLength) return query;
  throw badUserInput(`query takes up to ${maxQueryLength} characters.`, 'query');
}
