import type { Connection, ConnectionArguments, ListIdentity } from '@cartwright/graph';
import type { StoreCurrency } from '@cartwright/money';
import type { CategoryTree } from '../../catalogue/door.ts';
import {
  listProducts,
  type ListedProduct,
  type ProductFilter,
  type ProductOrderName,
} from '../../listing/door.ts';
import type { Parts } from '../../parts.ts';
import { countFacets } from '../repository/facet-counts.ts';
import { toFacets, type Facet, type FacetSelection } from '../rules/facets.ts';
import { interpretQuery, type InterpretedQuery, type Spelling } from './interpret-query.ts';

/** What a buyer looks for. */
export interface ProductSearch {
  /** As typed; everything when blank. */
  readonly query: string;
  readonly spelling: Spelling;
  readonly selection: FacetSelection;
  readonly price: ProductFilter['price'] | null;
  readonly minimumRating: number | null;
  readonly order: ProductOrderName;
  readonly currency: StoreCurrency;
  readonly page: ConnectionArguments;
  /** Reads the category tree. */
  readonly categories: () => Promise<CategoryTree>;
}

/** What a search found; each part is read when it is asked for. */
export interface FoundProducts {
  readonly products: () => Promise<Connection<ListedProduct>>;
  readonly facets: () => Promise<Facet[]>;
  readonly didYouMean: () => Promise<string | null>;
  /** Null when nothing was typed. */
  readonly interpretation: () => Promise<InterpretedQuery | null>;
}

/** Searches the catalogue; reads nothing yet. */
export function searchProducts(dependencies: Pick<Parts, 'database'>, search: ProductSearch): FoundProducts {
  const { database } = dependencies;
  const { categories, selection, currency, page } = search;
  const interpreted = readOnce(() => interpret(dependencies, search));
  const filter = readOnce(async () => filterOf(search, await interpreted(), await categories()));
  return {
    products: async () => {
      const { query, spelling, price, minimumRating } = search;
      const of: ListIdentity = ['search', query, spelling, selection, price, minimumRating];
      const list = { of, filter: await filter(), order: orderOf(search), currency };
      return listProducts(dependencies, list, page);
    },
    facets: async () =>
      toFacets(await countFacets(database.statements, await filter()), await categories(), selection),
    didYouMean: async () => (await interpreted())?.didYouMean ?? null,
    interpretation: interpreted,
  };
}

async function interpret(
  dependencies: Pick<Parts, 'database'>,
  { query, spelling }: ProductSearch,
): Promise<InterpretedQuery | null> {
  return query.trim() === '' ? null : interpretQuery(dependencies, { query, spelling });
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

function readOnce<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let reading: Promise<Value> | undefined;
  return () => (reading ??= read());
}
