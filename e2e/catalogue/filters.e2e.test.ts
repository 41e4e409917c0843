import { expect, inject, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';
import { adjustStock, staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const visitor = graphqlClient(graphqlUrl);

interface SeenVariant {
  readonly id: string;
  readonly availableForSale: boolean;
  readonly quantityAvailable: number;
  readonly price: { readonly amount: string };
  readonly image: { readonly url: string } | null;
  readonly selectedOptions: { readonly name: string; readonly value: string }[];
}

interface SeenSearch {
  readonly warnings: { readonly code: string }[];
  readonly products: {
    readonly totalCount: number;
    readonly edges: { readonly node: { readonly id: string }; readonly matchedVariant: SeenVariant }[];
  };
  readonly facets: {
    readonly code: string;
    readonly values: { readonly value: string; readonly count: number; readonly toggledFilters: object }[];
  }[];
}

async function search(filters: object): Promise<SeenSearch> {
  const { productSearch } = await visitor.ask<{ productSearch: SeenSearch }>(
    `query ($filters: ProductFiltersInput) { productSearch(input: { first: 100, filters: $filters, sort: PRICE_ASC }) {
      warnings { code } products { totalCount edges { node { id } matchedVariant {
        id availableForSale quantityAvailable price { amount } image { url } selectedOptions { name value } } } }
      facets { code values { value count toggledFilters } } } }`,
    { filters },
  );
  return productSearch;
}

it('leads from the facets to a variant in stock, which leaves the list when it is sold out and comes back', async () => {
  const { facets } = await search({});
  const black = facets
    .find(({ code }) => code === 'option:Colour')
    ?.values.find(({ value }) => value === 'Black');
  const filters = { ...black?.toggledFilters, availableForSale: true };
  const found = await search(filters);
  expect(found.warnings).toEqual([]);
  expect(found.products.totalCount).toBeLessThanOrEqual(black?.count ?? 0);
  for (const { matchedVariant } of found.products.edges) {
    expect(matchedVariant.availableForSale).toBe(true);
    expect(matchedVariant.image?.url).toMatch(/^http/);
    expect(matchedVariant.selectedOptions).toContainEqual({ name: 'Colour', value: 'Black' });
  }
  const prices = found.products.edges.map(({ matchedVariant }) => Number(matchedVariant.price.amount));
  expect(prices).toEqual(prices.toSorted((a, b) => a - b));

  const staff = await staffClient(graphqlUrl);
  const [first] = found.products.edges;
  if (first === undefined) throw new Error('The sample shop has something black in stock');
  const { id, quantityAvailable } = first.matchedVariant;
  await adjustStock(staff, id, -quantityAvailable);
  try {
    const left = (await search(filters)).products.edges.map(({ matchedVariant }) => matchedVariant.id);
    expect(left).not.toContain(id);
    const soldOut = await search({ ...filters, availableForSale: false });
    expect(soldOut.products.edges.map(({ node }) => node.id)).toContain(first.node.id);
  } finally {
    await adjustStock(staff, id, quantityAvailable);
  }
  expect((await search(filters)).products.edges.map(({ matchedVariant }) => matchedVariant.id)).toContain(id);
});

it('tells of a brand, a category and an option that the shop does not have', async () => {
  const { warnings, products } = await search({
    brands: ['Acme'],
    categories: ['hats-for-cats'],
    options: [{ name: 'Farbe', values: ['Schwarz'] }],
  });
  expect(products.totalCount).toBe(0);
  expect(warnings.map(({ code }) => code)).toEqual(['UNKNOWN_CATEGORY', 'UNKNOWN_BRAND', 'UNKNOWN_OPTION']);
});
