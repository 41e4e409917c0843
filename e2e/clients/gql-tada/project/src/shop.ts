import { initGraphQLTada, type ResultOf } from 'gql.tada';
import { print } from 'graphql';
import type { introspection } from './graphql-env.d.ts';

const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { DateTime: string; Decimal: string };
}>();

const card = graphql(`
  fragment Card on Product @_unmask {
    id
    name
    priceRange {
      min {
        amount
        currencyCode
      }
    }
  }
`);

const list = graphql(
  `
    query List($first: Int!) {
      products(first: $first, sort: NAME) {
        nodes {
          ...Card
        }
        pageInfo {
          endCursor
        }
      }
    }
  `,
  [card],
);

/** The first names of the catalogue with their lowest prices. */
export async function priceList(url: string, first: number): Promise<string[]> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: print(list), variables: { first } }),
  });
  const { data } = (await response.json()) as { data: ResultOf<typeof list> };
  return (data.products?.nodes ?? []).map(({ name, priceRange: { min } }) => {
    // @ts-expect-error A currency, and not just any text.
    if (min.currencyCode === 'EURO') return name;
    return `${name}: ${min.amount} ${min.currencyCode}`;
  });
}
