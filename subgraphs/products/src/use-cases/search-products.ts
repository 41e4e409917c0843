import type { Connection, ConnectionArguments } from '@cartwright/graph';
import type { CategoryTree } from '../domain/category-tree.ts';
import { toFacets, type Facet, type FacetSelection } from '../domain/facets.ts';
import type { Database } from '../repository/database.ts';
import { countFacets } from '../repository/facet-counts.ts';
import type { ProductFilter } from '../repository/product-filter.ts';
import type { ProductOrderName } from '../repository/product-order.ts';
import type { ListedProduct } from '../repository/product-pages.ts';
import { interpretQuery, type InterpretedQuery } from './interpret-query.ts';
import { listProducts } from './list-products.ts';

/** What a buyer looks for. */
export interface ProductSearch {
  /** As typed; everything when blank. */
  readonly query: string;
  readonly selection: FacetSelection;
  readonly price: ProductFilter['price'] | null;
  readonly minimumRating: number | null;
  readonly order: ProductOrderName;
  readonly currency: string;
  readonly page: ConnectionArguments;
}

/** What a search found; each part is read when it is asked for. */
export interface FoundProducts {
  readonly products: () => Promise<Connection<ListedProduct>>;
  readonly facets: () => Promise<Facet[]>;
  readonly didYouMean: () => Promise<string | null>;
}

/** Searches the catalogue; reads nothing yet. */
export function searchProducts(
  database: Database,
  categories: () => Promise<CategoryTree>,
  search: ProductSearch,
): FoundProducts {
  const interpreted = once(() => interpret(database, search.query));
  const filter = once(async () => filterOf(search, await interpreted(), await categories()));
  return {
    products: async () => {
      const spec = { filter: await filter(), order: orderOf(search), currency: search.currency };
      return listProducts(database, spec, search.page);
    },
    facets: async () =>
      toFacets(await countFacets(database, await filter()), await categories(), search.selection),
    didYouMean: async () => (await interpreted())?.didYouMean ?? null,
  };
}

function interpret(database: Database, query: string): Promise<InterpretedQuery | null> {
  return query.trim() === '' ? Promise.resolve(null) : interpretQuery(database, query);
}

/** Without words nothing fits better than anything else. */
function orderOf({ order, query }: ProductSearch): ProductOrderName {
  return order === 'RELEVANCE' && query.trim() === '' ? 'NEWEST' : order;
}

function filterOf(search: ProductSearch, query: InterpretedQuery | null, tree: CategoryTree): ProductFilter {
  const { selection, price, minimumRating } = search;
  const { categories, brands, availableForSale, options } = selection;
  return {
    ...(query === null ? {} : { tsquery: query.tsquery }),
    ...(categories.length === 0 ? {} : { categoryIds: idsBelow(tree, categories) }),
    ...(brands.length === 0 ? {} : { brands }),
    ...(availableForSale === null ? {} : { availableForSale }),
    ...(options.length === 0 ? {} : { options }),
    ...(price == null ? {} : { price }),
    ...(minimumRating === null ? {} : { minimumRating }),
  };
}

function idsBelow(tree: CategoryTree, slugs: readonly string[]): string[] {
  const chosen = slugs.map((slug) => tree.withSlug(slug)).filter((category) => category !== null);
  return [...new Set(chosen.flatMap(({ id }) => tree.idsBelow(id)))];
}

function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | undefined;
  return () => (loading ??= load());
}
