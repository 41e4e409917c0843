import { badUserInput } from '@cartwright/errors';
import { fromMoneyInput } from '@cartwright/graph';
import { tidyCode } from '@cartwright/input';
import type { StoreCurrency } from '@cartwright/money';
import type { ProductFiltersInput, Resolvers } from '../generated/graphql.ts';
import { maxQueryLength } from './rules/search-text.ts';
import type { ProductSearch } from './use-cases/search-products.ts';

/** More than any price. */
const maxMinor = Number.MAX_SAFE_INTEGER;

/** Full-text search with filters and facets, and what to offer while the buyer is typing. */
export const resolvers = {
  Query: {
    productSearch: (_root, { input }, { catalogue, pricing: { currency }, search }) => {
      const filters = input.filters ?? {};
      return search.searchProducts({
        query: readQuery(input.query ?? ''),
        spelling: input.spelling ?? 'CORRECTED',
        selection: selectionOf(filters),
        price: priceOf(filters, currency),
        minimumRating: filters.minimumRating ?? null,
        order: input.sort ?? 'RELEVANCE',
        currency,
        page: input,
        categories: catalogue.loaders.categories,
      });
    },
    productSuggest: async (_root, { query, first }, { search }) => {
      const { products, searchedFor } = await search.suggestProducts({ query: readQuery(query), first });
      return products.map((product) => ({ text: product.name, searchedFor, product }));
    },
  },
} satisfies Resolvers;

function selectionOf(filters: ProductFiltersInput): ProductSearch['selection'] {
  const byName = Map.groupBy(filters.options ?? [], ({ name }) => name);
  return {
    categories: filters.categories ?? [],
    brands: filters.brands ?? [],
    availableForSale: filters.availableForSale ?? null,
    options: [...byName]
      .map(([name, choices]) => ({ name, values: choices.flatMap(({ values }) => values) }))
      .filter(({ values }) => values.length > 0),
  };
}

/** Prices of one currency: the one that the filter names, or the buyer's. */
function priceOf({ price }: ProductFiltersInput, preferred: StoreCurrency): ProductSearch['price'] {
  if (price == null) return null;
  const currency = price.currency ?? preferred;
  const minorOf = (amount: string, field: string) =>
    fromMoneyInput({ amount, currencyCode: currency }, field);
  return {
    currency,
    minMinor: price.min == null ? 0 : minorOf(price.min, 'filters.price.min'),
    maxMinor: price.max == null ? maxMinor : minorOf(price.max, 'filters.price.max'),
  };
}

/** What a buyer typed. @throws BAD_USER_INPUT for more than anybody types, in whichever form of the characters */
function readQuery(query: string): string {
  if (Math.max(query.length, tidyCode(query).length) <= maxQueryLength) return query;
  throw badUserInput(`query takes up to ${maxQueryLength} characters.`, 'query');
}
