import type { Row } from '../row.ts';
import type { SentRequest } from '../load/jobs.ts';
import { slugsOf } from '../store/goods.ts';
import { operation, readRow } from './read-row.ts';

const money = 'amount currencyCode';

const list = `query List { products(first: 20) { nodes { id slug name brand category { name }
  featuredImage { url altText } variants { id sku title selectedOptions { name value } price { ${money} }
    compareAtPrice { ${money} } availableForSale quantityAvailable } } pageInfo { hasNextPage endCursor } } }`;

const cards = `query Cards { products(first: 20) { nodes { id slug name brand featuredImage { url altText }
  priceRange { min { ${money} } max { ${money} } } rating { average count } availableForSale } pageInfo { hasNextPage endCursor } } }`;

const search = `query Search { productSearch(input: { query: "lamp", first: 20 }) { products { totalCount nodes { id slug name
  brand featuredImage { url altText } priceRange { min { ${money} } max { ${money} } } } } } }`;

const page = `query Page($slug: String) { product(slug: $slug) { id slug name description brand category { name slug } tags
  images { url altText } options { name values } rating { average count } priceRange { min { ${money} } max { ${money} } }
  variants { id sku title selectedOptions { name value } price { ${money} } compareAtPrice { ${money} } availableForSale
    quantityAvailable } } }`;

/** A product's page. */
export function pageOf(slug: string): SentRequest {
  return operation(page, undefined, { slug });
}

/** 20 products with variants, prices and stock. */
export const listRequest = operation(list);

/** 20 products as a list shows them. */
export const cardsRequest = operation(cards);

const perCheapRead = { bar: 1.4, goal: 0.7, perAddressPerSecond: 10 };

/** What anybody may read. With a cache of answers these are to be measured without it: `RESPONSE_CACHE=off`. */
export const publicQueries: readonly Row[] = [
  readRow({
    name: 'list',
    what: '20 products with variants, prices, stock, no cache of answers',
    requestFor: () => Promise.resolve(listRequest),
    perAddressPerSecond: 1,
    bar: 3.5,
    goal: 1.8,
  }),
  readRow({
    ...perCheapRead,
    name: 'cards',
    what: '20 cards, likewise',
    requestFor: () => Promise.resolve(cardsRequest),
  }),
  readRow({
    ...perCheapRead,
    name: 'page',
    what: "a product's page, likewise",
    requestFor: async (store) => pageOf((await slugsOf(store, 1))[0] ?? ''),
  }),
  readRow({
    ...perCheapRead,
    name: 'search',
    what: 'a search for a word with its first 20 hits, likewise',
    requestFor: () => Promise.resolve(operation(search)),
  }),
];
