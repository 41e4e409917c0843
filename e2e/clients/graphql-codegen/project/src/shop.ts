import { request } from 'graphql-request';
import { graphql } from './gql/gql.ts';

const list = graphql(`
  query List($first: Int!) {
    products(first: $first, sort: NAME) {
      nodes {
        id
        name
        priceRange {
          min {
            amount
            currencyCode
          }
        }
      }
    }
  }
`);

/** The first names of the catalogue with their lowest prices. */
export async function priceList(url: string, first: number): Promise<string[]> {
  const { products } = await request(url, list, { first });
  return (products?.nodes ?? []).map(({ name, priceRange: { min } }) => {
    // @ts-expect-error A currency, and not just any text.
    if (min.currencyCode === 'EURO') return name;
    return `${name}: ${min.amount} ${min.currencyCode}`;
  });
}
