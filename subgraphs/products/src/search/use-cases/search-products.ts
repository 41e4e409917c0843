import type { ConnectionArguments } from '@cartwright/graph';
import type { Language } from '@cartwright/languages';
import type { StoreCurrency } from '@cartwright/money';
import type { CatalogueLoaders, CategoryTree } from '../../catalogue/door.ts';
import {
  listProducts,
  productFilterOf,
  warnOfUnknown,
  type ListWarning,
  type ProductChoice,
  type ProductConnection,
  type ProductFilter,
  type ProductOrderName,
} from '../../listing/door.ts';
import type { AttributeDefinition } from '../../product-types/door.ts';
import { countFacets } from '../repository/facet-counts.ts';
import { readFoundPriceRange, type FoundPriceRange } from '../repository/found-price-range.ts';
import type { Facet } from '../rules/facet.ts';
import { toFacets } from '../rules/facets.ts';
import {
  interpretQuery,
  type InterpretDependencies,
  type InterpretedQuery,
  type Spelling,
} from './interpret-query.ts';

/** What a buyer looks for. */
export interface ProductSearch {
  /** As typed; everything when blank. */
  readonly query: string;
  readonly spelling: Spelling;
  /** What words are read in, and what facets are labelled in. */
  readonly language: Language;
  readonly choice: ProductChoice;
  readonly order: Exclude<ProductOrderName, 'IDS' | 'MANUAL'>;
  readonly page: ConnectionArguments;
  /** Reads the category tree. */
  readonly categories: () => Promise<CategoryTree>;
  /** Reads the attributes that facets show. */
  readonly attributes: () => Promise<readonly AttributeDefinition[]>;
  /** What gives the products that are found. */
  readonly loaders: Pick<CatalogueLoaders, 'products' | 'variants'>;
}

/** What a search found; each part is read when it is asked for. */
export interface FoundProducts {
  readonly products: () => Promise<ProductConnection>;
  readonly facets: () => Promise<Facet[]>;
  readonly priceRange: () => Promise<(FoundPriceRange & { readonly currency: StoreCurrency }) | null>;
  readonly warnings: () => Promise<ListWarning[]>;
  readonly didYouMean: () => Promise<string | null>;
  /** Null when nothing was typed. */
  readonly interpretation: () => Promise<InterpretedQuery | null>;
}

/** Searches the catalogue; reads nothing yet. */
export function searchProducts(dependencies: InterpretDependencies, search: ProductSearch): FoundProducts {
  const { statements } = dependencies.database;
  const { categories, choice, loaders, page } = search;
  const interpreted = readOnce(() => interpret(dependencies, search));
  const filter = readOnce(async () => {
    const query = await interpreted();
    return { ...(await productFilterOf(choice, categories)), ...(query && textOf(query)) };
  });
  const warnings = readOnce(() => warnOfUnknown(dependencies, { choice, readTree: categories }));
  return {
    products: async () => {
      const of = ['search', search.query, search.spelling, search.language, choice] as const;
      return listProducts(
        dependencies,
        { of, filter: await filter(), order: orderOf(search), loaders, warnings },
        page,
      );
    },
    facets: async () => {
      const [tree, attributes] = await Promise.all([categories(), search.attributes()]);
      const keys = attributes.map(({ key }) => key);
      return toFacets(
        await countFacets(statements, await filter(), keys),
        { tree, attributes, language: search.language },
        choice,
      );
    },
    priceRange: async () => {
      const range = await readFoundPriceRange(statements, await filter());
      return range && { ...range, currency: choice.currency };
    },
    warnings,
    didYouMean: async () => (await interpreted())?.didYouMean ?? null,
    interpretation: interpreted,
  };
}

async function interpret(
  dependencies: InterpretDependencies,
  { query, spelling, language }: ProductSearch,
): Promise<InterpretedQuery | null> {
  return query.trim() === '' ? null : interpretQuery(dependencies, { query, spelling, language });
}

function textOf({ tsquery, named }: InterpretedQuery): Pick<ProductFilter, 'tsquery' | 'named'> {
  return named === null ? { tsquery } : { tsquery, named };
}

/** Without words nothing fits better than anything else. */
function orderOf({ order, query }: ProductSearch): ProductOrderName {
  return order === 'RELEVANCE' && query.trim() === '' ? 'NEWEST' : order;
}

function readOnce<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let reading: Promise<Value> | undefined;
  return () => (reading ??= read());
}
