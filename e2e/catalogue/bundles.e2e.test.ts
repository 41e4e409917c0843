import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { mutate } from '../support/mutate.ts';
import {
  fillCart,
  findVariant,
  followToEnd,
  guest,
  placeInput,
  placeOrder,
  quantityAvailable,
  type Cart,
} from '../support/shopper.ts';
import { setPrice, staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const visitor = graphqlClient(graphqlUrl);

interface Made {
  readonly id: string;
  readonly slug: string;
  readonly publication: { readonly version: number };
  readonly variants: readonly { readonly id: string }[];
}

const made = 'id slug publication { version } variants { id }';

/** A product of one variant without pieces, which nobody sees as yet. */
async function newSet(staff: GraphqlClient, slug: string): Promise<Made> {
  const { product } = await visitor.ask<{ product: { category: { id: string } } }>(
    'query ($slug: String!) { product(slug: $slug) { category { id } } }',
    { slug },
  );
  const prices = [{ price: { amount: '25.00', currencyCode: 'EUR' } }];
  const variants = [{ sku: `SET-${randomUUID().slice(0, 8)}`, prices, stock: 0 }];
  const input = { name: 'Set of three', brand: 'Sets', categoryId: product.category.id, variants };
  const select = `__typename ... on ProductCreateSuccess { product { ${made} } } ... on UserError { message }`;
  return (await mutate<{ product: Made }>(staff, { name: 'productCreate', input, select })).product;
}

it('staff make a bundle, a buyer buys it, its parts are gone, and come back as they were bought when it is cancelled', async () => {
  const staff = await staffClient(graphqlUrl);
  const [mug, pot] = [await findVariant(visitor, 20, 55), await findVariant(visitor, 20, 57)];
  await Promise.all([setPrice(staff, mug.id, '10.00'), setPrice(staff, pot.id, '8.50')]);
  const set = await newSet(staff, mug.slug);
  const [{ id: variantId } = { id: '' }] = set.variants;
  const bundle = async (version: number, parts: object[]) =>
    mutate<{ variant: { product: Made } }>(staff, {
      name: 'bundlePartsUpdate',
      input: { variantId, version, parts },
      select: `__typename ... on BundlePartsUpdateSuccess { variant { product { ${made} } } } ... on UserError { message }`,
    });
  const ofThree = [
    { variantId: mug.id, quantity: 2 },
    { variantId: pot.id, quantity: 1 },
  ];
  const bundled = await bundle(set.publication.version, ofThree);
  const { version } = bundled.variant.product.publication;
  const published = await mutate<{ product: Made }>(staff, {
    name: 'productStatusUpdate',
    input: { id: set.id, version, status: 'PUBLISHED' },
    select: `__typename ... on ProductStatusUpdateSuccess { product { ${made} } }`,
  });
  const left = () => Promise.all([mug, pot].map(({ slug, id }) => quantityAvailable(visitor, slug, id)));
  const [mugs = 0, pots = 0] = await left();
  await expect
    .poll(() => quantityAvailable(visitor, set.slug, variantId))
    .toBe(Math.min(Math.floor(mugs / 2), pots));

  const buyer = await guest(graphqlUrl);
  const filled: Cart[] = [];
  const fill = async () => filled.push(await fillCart(buyer, [{ variantId, quantity: 2 }]));
  await expect.poll(() => fill().catch(() => 0), { timeout: 20_000 }).toBe(1);
  const saving = 'bundleSaving { amount { amount } partsTotal { amount } }';
  const shown = async () => {
    const { cart, product } = await buyer.ask<{ cart: { lines: object[] }; product: { variants: object[] } }>(
      `query ($id: ID, $slug: String!) { cart(id: $id) { lines { ${saving} } } product(slug: $slug) { variants { ${saving} } } }`,
      { id: filled[0]?.id, slug: set.slug },
    );
    return [cart.lines, product.variants];
  };
  await expect
    .poll(shown)
    .toEqual([
      [{ bundleSaving: { amount: { amount: '7.00' }, partsTotal: { amount: '57.00' } } }],
      [{ bundleSaving: { amount: { amount: '3.50' }, partsTotal: { amount: '28.50' } } }],
    ]);

  const [cart] = filled;
  if (cart === undefined) throw new Error('There is no cart');
  const { id: orderId } = await placeOrder(buyer, placeInput(cart));
  expect((await followToEnd(buyer, orderId)).at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
  expect(await left()).toEqual([mugs - 4, pots - 2]);

  await bundle(published.product.publication.version, [{ variantId: pot.id, quantity: 5 }]);
  const { orderCancel } = await buyer.ask<{ orderCancel: { __typename: string } }>(
    'mutation ($input: OrderCancelInput!) { orderCancel(input: $input) { __typename } }',
    { input: { orderId } },
  );
  expect(orderCancel.__typename).toBe('OrderCancelSuccess');
  await expect.poll(left, { timeout: 20_000 }).toEqual([mugs, pots]);
  const { order } = await buyer.ask<{ order: { lines: object[] } }>(
    'query ($id: ID!) { order(id: $id) { lines { bundleParts { title quantity variant { id } } } } }',
    { id: orderId },
  );
  expect(order.lines).toEqual([
    {
      bundleParts: [
        { title: mug.name, quantity: 2, variant: { id: mug.id } },
        { title: pot.name, quantity: 1, variant: { id: pot.id } },
      ],
    },
  ]);
});
