import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { mutate } from '../support/mutate.ts';
import { violations } from '../support/invariants.ts';
import { fillCart, followToEnd, guest, paymentBecomes, placeInput, placeOrder } from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';

let store: TestStore;
let staff: GraphqlClient;
beforeAll(async () => {
  store = await startTestStore({ sampleShop: false });
  staff = await staffClient(store.graphqlUrl);
});
afterAll(() => store.stop());

interface SeenProduct {
  readonly id: string;
  readonly slug: string;
  readonly publication: { readonly status: string; readonly version: number };
  readonly variants: readonly { readonly id: string; readonly sku: string; readonly title: string }[];
}
const productFields = 'id slug publication { status version } variants { id sku title }';

async function act<Made>(name: string, input: object, made: string, select: string): Promise<Made> {
  const success = `${name.charAt(0).toUpperCase()}${name.slice(1)}Success`;
  const selection = `__typename ... on ${success} { ${made} { ${select} } } ... on UserError { message }`;
  const result = await mutate<Record<string, unknown>>(staff, { name, input, select: selection });
  expect(result).toMatchObject({ __typename: success });
  return result[made] as Made;
}

async function addCategory(name: string, parentId: string | null = null): Promise<string> {
  const { id } = await act<{ id: string }>('categoryCreate', { name, parentId }, 'category', 'id');
  return id;
}

const eur = (amount: string) => ({ price: { amount, currencyCode: 'EUR' } });

async function publish({ id, publication: { version } }: SeenProduct): Promise<void> {
  const product = await act<SeenProduct>(
    'productStatusUpdate',
    { id, version, status: 'PUBLISHED' },
    'product',
    productFields,
  );
  expect(product.publication.status).toBe('PUBLISHED');
}

/** What a shop shows before anybody looks for anything certain. */
const shelf = `{ categories { name children { name } } products(first: 10, sort: PRICE_ASC) {
  nodes { slug priceRange { min { amount } max { amount } } } } }`;

it('a shop that has nothing is filled through the API alone, until somebody buys what is in it', async () => {
  const visitor = graphqlClient(store.graphqlUrl);
  expect(await visitor.ask(shelf)).toEqual({ categories: [], products: { nodes: [] } });

  const kitchen = await addCategory('Kitchen');
  const [mugs, bowls] = [await addCategory('Mugs', kitchen), await addCategory('Bowls', kitchen)];
  const kiln = await act<{ id: string }>(
    'brandCreate',
    { name: 'Kiln', description: 'Fired by hand.', website: 'https://kiln.example' },
    'brand',
    'id',
  );
  const mug = await act<SeenProduct>(
    'productCreate',
    {
      name: 'Kiln Speckled Mug',
      brandId: kiln.id,
      description: 'Fired twice.',
      categoryId: mugs,
      tags: ['stoneware'],
      options: [
        { name: 'Colour', values: [{ value: 'Navy', color: '#1F2A44' }, { value: 'Sand' }] },
        { name: 'Size', values: [{ value: 'S' }, { value: 'L' }] },
      ],
      variants: ['Navy', 'Sand'].flatMap((Colour) =>
        ['S', 'L'].map((Size) => ({
          sku: `MUG-${Colour.toUpperCase()}-${Size}`,
          selectedOptions: [
            { name: 'Size', value: Size },
            { name: 'Colour', value: Colour },
          ],
          prices: [eur(Size === 'S' ? '12.90' : '15.90')],
          stock: Colour === 'Navy' ? 5 : 0,
          weightGrams: 350,
        })),
      ),
    },
    'product',
    productFields,
  );
  expect(mug).toMatchObject({ slug: 'kiln-speckled-mug', publication: { status: 'DRAFT' } });
  const bowl = await act<SeenProduct>(
    'productCreate',
    {
      name: 'Plain Bowl',
      brand: 'KILN',
      categoryId: bowls,
      variants: [{ sku: 'BOWL', prices: [eur('9.50')], stock: 2 }],
    },
    'product',
    productFields,
  );
  expect(await visitor.ask(shelf)).toMatchObject({ products: { nodes: [] } });

  await publish(mug);
  await publish(bowl);
  const shown = {
    categories: [{ name: 'Kitchen', children: [{ name: 'Mugs' }, { name: 'Bowls' }] }],
    products: {
      nodes: [
        { slug: 'plain-bowl', priceRange: { min: { amount: '9.50' }, max: { amount: '9.50' } } },
        { slug: 'kiln-speckled-mug', priceRange: { min: { amount: '12.90' }, max: { amount: '15.90' } } },
      ],
    },
  };
  await expect.poll(() => visitor.ask(shelf)).toEqual(shown);
  const found = await visitor.ask<{
    productSearch: { products: object; facets: { code: string; values: object[] }[] };
    bySku: { products: object };
  }>(`{
    productSearch(input: { query: "blue mugs", first: 5 }) {
      products { nodes { slug options { name values swatches { value color } } } }
      facets { code values { value count } } }
    bySku: productSearch(input: { query: "mug-sand-l" }) { products { nodes { slug } } }
  }`);
  expect(found.productSearch.products).toEqual({
    nodes: [
      {
        slug: 'kiln-speckled-mug',
        options: [
          { name: 'Colour', values: ['Navy', 'Sand'], swatches: [{ value: 'Navy', color: '#1f2a44' }] },
          { name: 'Size', values: ['S', 'L'], swatches: [] },
        ],
      },
    ],
  });
  expect(
    await visitor.ask(
      '{ brands(first: 5) { nodes { slug description products(sort: NAME) { nodes { slug brand } } } } }',
    ),
  ).toEqual({
    brands: {
      nodes: [
        {
          slug: 'kiln',
          description: 'Fired by hand.',
          products: {
            nodes: [
              { slug: 'kiln-speckled-mug', brand: 'Kiln' },
              { slug: 'plain-bowl', brand: 'Kiln' },
            ],
          },
        },
      ],
    },
  });
  const facets = Object.fromEntries(found.productSearch.facets.map(({ code, values }) => [code, values]));
  expect(facets['option:Colour']).toEqual([
    { value: 'Navy', count: 1 },
    { value: 'Sand', count: 1 },
  ]);
  expect(found.bySku).toEqual({ products: { nodes: [{ slug: 'kiln-speckled-mug' }] } });

  const variantId = mug.variants.find(({ sku }) => sku === 'MUG-NAVY-L')?.id ?? '';
  const buyer = await guest(store.graphqlUrl);
  const cart = await fillCart(buyer, [{ variantId, quantity: 2 }]);
  expect(cart).toMatchObject({
    lines: [{ title: 'Kiln Speckled Mug', quantity: 2 }],
    cost: { subtotal: { amount: '31.80' } },
  });
  const order = await placeOrder(buyer, placeInput(cart));
  const steps = await followToEnd(buyer, order.id);
  expect(steps.at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
  await paymentBecomes(buyer, order.id, 'PAID');
  const { product } = await visitor.ask<{ product: object }>(
    `{ me { id } product(slug: "kiln-speckled-mug") { variants { title quantityAvailable weightGrams } } }`,
  );
  expect(product).toMatchObject({
    variants: [
      { title: 'Navy / S', quantityAvailable: 5, weightGrams: 350 },
      { title: 'Navy / L', quantityAvailable: 3 },
      { title: 'Sand / S', quantityAvailable: 0 },
      { title: 'Sand / L', quantityAvailable: 0 },
    ],
  });
  await expect.poll(() => violations(store), { timeout: 30_000 }).toEqual([]);
});
