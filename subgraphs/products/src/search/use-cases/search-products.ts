import type { StoreCurrency } from '@cartwright/money';
import {
  listProducts,
  narrows,
  productFilterOf,
  warnOfUnknown,
  type ListWarning,
  type ProductConnection,
  type ProductFilter,
} from '../../listing/door.ts';
import type { Parts } from '../../parts.ts';
import type { Searched } from '../../search-terms/door.ts';
import { productBoosts, rewriteQuery } from '../../search-settings/door.ts';
import type { Found, FoundPriceRange, Interpretation, SearchEngine } from '../ports.ts';
import type { Facet } from '../rules/facet.ts';
import type { ProductSearch } from './product-search.ts';
import { readOnce } from './read-once.ts';
import { showFacets } from './show-facets.ts';

/** What products are searched with. */
export interface SearchDependencies extends Pick<Parts, 'database'> {
  readonly engine: SearchEngine;
}

/** What a search found; each part is read when it is asked for. */
export interface FoundProducts {
  readonly products: () => Promise<ProductConnection>;
  readonly facets: () => Promise<Facet[]>;
  readonly priceRange: () => Promise<(FoundPriceRange & { readonly currency: StoreCurrency }) | null>;
  readonly warnings: () => Promise<ListWarning[]>;
  readonly didYouMean: () => Promise<string | null>;
  /** Null when nothing was typed. */
  readonly interpretation: () => Promise<Interpretation | null>;
}

/** Searches the catalogue; reads nothing yet. */
export function searchProducts(dependencies: SearchDependencies, search: ProductSearch): FoundProducts {
  const { categories, choice, loaders, page } = search;
  const found = readOnce(() => find(dependencies, search));
  const warnings = readOnce(() => warnOfUnknown(dependencies, { choice, readTree: categories }));
  return {
    products: async () => {
      const of = ['search', search.query, search.spelling, search.language, choice] as const;
      const { filter, pages } = await found();
      const products = await listProducts(
        dependencies,
        { of, filter, pages, order: orderOf(search), loaders, warnings },
        page,
      );
      if (isCounted(search)) search.count(await searchedIn(search, pages, products));
      return products;
    },
    facets: async () => showFacets(dependencies, await found(), search),
    priceRange: async () => {
      const range = await (await found()).pages.priceRange();
      return range && { ...range, currency: choice.currency };
    },
    warnings,
    didYouMean: async () => (await interpretationOf(found))?.didYouMean ?? null,
    interpretation: () => interpretationOf(found),
  };
}

interface FoundByEngine {
  readonly filter: ProductFilter;
  readonly pages: Found;
}

/** Asks the engine for what was typed, as staff want it to be read. */
async function find(dependencies: SearchDependencies, search: ProductSearch): Promise<FoundByEngine> {
  const { categories, choice, language, query, spelling } = search;
  const { engine } = dependencies;
  const filter = await productFilterOf(dependencies, choice, categories);
  const order = orderOf(search);
  if (query.trim() === '') {
    const everything = { text: null, synonyms: [], pinned: [], boosts: [] };
    return { filter, pages: engine.find({ ...everything, language, spelling, filter, order }) };
  }
  const settings = await search.settings();
  const rewritten = rewriteQuery(query, spelling, settings);
  const boosts = settings.boosts.length === 0 ? [] : productBoosts(settings.boosts, await categories());
  return { filter, pages: engine.find({ ...rewritten, language, spelling, filter, order, boosts }) };
}

/** The first page of what is found by a text alone: filters, and how far somebody reads on, say nothing of the text. */
function isCounted({ query, choice, page: { first, after, last, before } }: ProductSearch): boolean {
  const isFirstPage = after == null && last == null && before == null && first !== 0;
  return query.trim() !== '' && isFirstPage && !narrows(choice);
}

async function searchedIn(
  { query, language }: ProductSearch,
  pages: Found,
  { nodes }: ProductConnection,
): Promise<Searched> {
  if (nodes.length === 0) return { query, language, outcome: 'UNANSWERED' };
  const read = await pages.interpretation();
  const isAsTyped = read?.match === 'ALL' && read.words.every(({ reading }) => reading === 'AS_TYPED');
  return { query, language, outcome: isAsTyped ? 'ANSWERED' : 'READ_OTHERWISE' };
}

async function interpretationOf(found: () => Promise<FoundByEngine>): Promise<Interpretation | null> {
  return (await found()).pages.interpretation();
}

/** Without words nothing fits better than anything else. */
function orderOf({ order, query }: ProductSearch): ProductSearch['order'] {
  return order === 'RELEVANCE' && query.trim() === '' ? 'NEWEST' : order;
}
