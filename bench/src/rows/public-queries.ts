import type { Row } from '../row.ts';
import { readRow } from './read-row.ts';

const money = 'amount currencyCode';

const list = `query List { products(first: 20) { nodes { id slug name brand category { name }
  featuredImage { url altText } variants { id sku title selectedOptions { name value } price { ${money} }
    compareAtPrice { ${money} } availableForSale quantityAvailable } } pageInfo { hasNextPage endCursor } } }`;

const cards = `query Cards { products(first: 20) { nodes { id slug name brand featuredImage { url altText }
  priceRange { min { ${money} } max { ${money} } } rating { average count } availableForSale } pageInfo { hasNextPage endCursor } } }`;

const search = `query Search { productSearch(input: { query: "tin", first: 20 }) { products { totalCount nodes { id slug name
  brand featuredImage { url altText } priceRange { min { ${money} } max { ${money} } } } } } }`;

/** What anybody may read. */
export const publicQueries: readonly Row[] = [
  readRow({
    name: 'list',
    what: '20 products with variants, prices, stock',
    query: list,
    perAddressPerSecond: 1,
    bar: 3.5,
    goal: 1.8,
  }),
  readRow({
    name: 'cards',
    what: '20 cards',
    query: cards,
    perAddressPerSecond: 10,
    bar: 1.4,
    goal: 0.7,
  }),
  readRow({
    name: 'search',
    what: 'search for a word, 20 hits',
    query: search,
    perAddressPerSecond: 10,
    bar: 1.4,
    goal: 0.7,
  }),
];
