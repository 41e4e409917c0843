import { gql, InMemoryCache } from '@apollo/client';
import { describe, expect, it, vi } from 'vitest';
import { cacheOptions } from './create-apollo-client.ts';

const product = (id: string) => ({ __typename: 'Product', id, name: `Product ${id}` });
const pageInfo = (endCursor: string | null) => ({
  __typename: 'PageInfo',
  hasNextPage: endCursor !== null,
  hasPreviousPage: false,
  startCursor: null,
  endCursor,
});

/** A page as the store answers it. */
const page = (ids: readonly string[], endCursor: string | null) => ({
  __typename: 'ProductConnection',
  nodes: ids.map(product),
  edges: ids.map((id) => ({ __typename: 'ProductEdge', cursor: `at ${id}`, node: product(id) })),
  pageInfo: pageInfo(endCursor),
});

/** A page that was read backwards. */
const lastPage = (ids: readonly string[], startCursor: string | null) => ({
  ...page(ids, null),
  pageInfo: { ...pageInfo(null), hasPreviousPage: startCursor !== null, startCursor },
});

const fields = (what: 'nodes' | 'edges') =>
  what === 'nodes' ? 'nodes { id name }' : 'edges { cursor node { id name } }';
const list = (what: 'nodes' | 'edges') => gql`
  query List($category: String, $first: Int, $after: String) {
    products(category: $category, first: $first, after: $after) { ${fields(what)} pageInfo { hasNextPage endCursor } }
  }`;
const search = gql`
  query Search($input: ProductSearchInput!) {
    productSearch(input: $input) {
      products {
        edges {
          cursor
          node {
            id
            name
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      facets {
        code
        values {
          label
          count
        }
      }
    }
  }
`;

type Products = { edges?: { node: { id: string } }[]; nodes?: { id: string }[] };
const idsOf = ({ edges, nodes }: Products) =>
  (edges?.map(({ node }) => node) ?? nodes ?? []).map(({ id }) => id);

describe('pages in the cache of Apollo Client', () => {
  it.each(['nodes', 'edges'] as const)('become one list when they are read by %s', (what) => {
    const cache = new InMemoryCache(cacheOptions());
    const query = list(what);
    const write = (variables: object, products: object) =>
      cache.writeQuery({ query, variables, data: { products } });
    const read = (variables: object) =>
      idsOf((cache.readQuery({ query, variables }) as { products: Products }).products);
    write({ first: 2 }, page(['a', 'b'], 'at b'));
    write({ first: 2, after: 'at b' }, page(['c', 'd'], 'at d'));
    write({ first: 1, after: 'at d' }, page(['e'], null));
    write({ category: 'mugs' }, page(['m'], null));
    expect(read({ first: 2 })).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(read({ category: 'mugs' })).toEqual(['m']);
    write({ first: 2 }, page(['x', 'y'], 'at y'));
    expect(read({})).toEqual(['x', 'y']);
  });

  it.each(['nodes', 'edges'] as const)('become another list from its end, read by %s', (what) => {
    const cache = new InMemoryCache(cacheOptions());
    const query = gql`
      query List($category: String, $first: Int, $after: String, $last: Int, $before: String) {
        products(category: $category, first: $first, after: $after, last: $last, before: $before) {
          ${fields(what)} pageInfo { hasPreviousPage startCursor }
        }
      }`;
    const write = (variables: object, ids: readonly string[], startCursor: string | null) =>
      cache.writeQuery({ query, variables, data: { products: lastPage(ids, startCursor) } });
    const read = (variables: object) =>
      idsOf((cache.readQuery({ query, variables }) as { products: Products }).products);
    write({ first: 2 }, ['a', 'b'], null);
    write({ last: 2 }, ['y', 'z'], 'at y');
    write({ last: 2, before: 'at y' }, ['w', 'x'], 'at w');
    write({ last: 2, category: 'mugs' }, ['m'], null);
    expect(read({ last: 2 })).toEqual(['w', 'x', 'y', 'z']);
    expect(read({ first: 2 })).toEqual(['a', 'b']);
    expect(read({ last: 2, category: 'mugs' })).toEqual(['m']);
  });

  it('become one list in a search, whose facets are those of the last page', () => {
    const cache = new InMemoryCache(cacheOptions());
    const facets = (count: number) => [
      { __typename: 'Facet', code: 'colour', values: [{ __typename: 'FacetValue', label: 'Black', count }] },
    ];
    const write = (input: object, products: object, count: number) =>
      cache.writeQuery({
        query: search,
        variables: { input },
        data: { productSearch: { __typename: 'ProductSearchResult', products, facets: facets(count) } },
      });
    const read = (input: object) => cache.readQuery({ query: search, variables: { input } }) as never;
    write({ query: 'mug', first: 2 }, page(['a', 'b'], 'at b'), 3);
    write({ query: 'mug', first: 2, after: 'at b' }, page(['c'], null), 4);
    write({ query: 'lamp' }, page(['z'], null), 1);
    const { productSearch: mugs } = read({ first: 9, query: 'mug' }) as { productSearch: Found };
    expect(idsOf(mugs.products)).toEqual(['a', 'b', 'c']);
    expect(mugs.facets[0]?.values[0]?.count).toBe(4);
    const { productSearch: lamps } = read({ query: 'lamp' }) as { productSearch: Found };
    expect(idsOf(lamps.products)).toEqual(['z']);
    write({ query: 'mug', last: 2 }, page(['x', 'y'], null), 4);
    const fromItsEnd = read({ query: 'mug', last: 2 }) as { productSearch: Found };
    expect(idsOf(fromItsEnd.productSearch.products)).toEqual(['x', 'y']);
    const fromItsStart = read({ query: 'mug', first: 2 }) as { productSearch: Found };
    expect(idsOf(fromItsStart.productSearch.products)).toEqual(['a', 'b', 'c']);
  });
});

interface Found {
  readonly products: Products;
  readonly facets: { readonly values: { readonly count: number }[] }[];
}

describe('objects in the cache of Apollo Client', () => {
  const parts = gql`
    query Parts {
      shop {
        id
      }
      cart {
        id
        cost {
          subtotal {
            amount
            currencyCode
          }
        }
        lines {
          id
        }
      }
    }
  `;
  const others = gql`
    query Others {
      cart {
        id
        cost {
          tax {
            amount
            currencyCode
          }
        }
      }
    }
  `;
  const money = (amount: string) => ({ __typename: 'Money', amount, currencyCode: 'EUR' });
  const cart = (more: object) => ({ cart: { __typename: 'Cart', id: '1', ...more } });

  it('keep the parts that different operations ask for, and lists that grow shorter, without a warning', () => {
    const warn = vi.spyOn(console, 'warn');
    const cache = new InMemoryCache(cacheOptions());
    const lines = (ids: string[]) => ids.map((id) => ({ __typename: 'CartLine', id }));
    const cost = { __typename: 'CartCost', subtotal: money('1.00') };
    const shop = { __typename: 'Shop', id: 'shop' };
    cache.writeQuery({ query: parts, data: { shop, ...cart({ cost, lines: lines(['a', 'b']) }) } });
    cache.writeQuery({ query: others, data: cart({ cost: { __typename: 'CartCost', tax: money('0.16') } }) });
    expect(cache.readQuery({ query: parts })).toMatchObject({
      cart: { cost: { subtotal: { amount: '1.00' } } },
    });
    cache.writeQuery({ query: parts, data: { shop, ...cart({ cost, lines: lines(['b']) }) } });
    expect(cache.readQuery({ query: parts })).toMatchObject({ cart: { lines: [{ id: 'b' }] } });
    expect(warn).not.toHaveBeenCalled();
  });

  it('are identified by what identifies them', () => {
    const cache = new InMemoryCache(cacheOptions());
    expect(cache.identify({ __typename: 'PaymentMethod', token: 'sim_ok' })).toBe(
      'PaymentMethod:{"token":"sim_ok"}',
    );
    expect(cache.identify({ __typename: 'Product', id: '1' })).toBe('Product:1');
    expect(cache.identify({ __typename: 'Money', amount: '1' })).toBeUndefined();
    expect(cache.identify({ __typename: 'ParkedMessageNotFoundError', id: '1' })).toBeUndefined();
  });
});
