import { expect, inject, it } from 'vitest';
import { anybodysAnswer } from '../support/anybodys-answer.ts';
import { graphqlClient } from '../support/graphql-client.ts';
import { mutate } from '../support/mutate.ts';
import {
  fillCart,
  findVariant,
  guest,
  paymentBecomes,
  place,
  placeInput,
  placeOrder,
} from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');

/** What anybody gets to see of a product, from what the gateway keeps where it does. */
async function shown(slug: string) {
  const query = `{ product(slug: "${slug}") { id } productSearch(input: { query: "${slug}" }) { products { nodes { slug } } } }`;
  const { data, isKept } = await anybodysAnswer(graphqlUrl, query);
  const { product, productSearch } = data as {
    product: { id: string } | null;
    productSearch: { products: { nodes: { slug: string }[] } };
  };
  const isFound = productSearch.products.nodes.some((node) => node.slug === slug);
  return { id: product?.id ?? null, isFound, isKept };
}

it('staff take a product from the shop and put it back: no shopper sees it meanwhile, and none buys it', async () => {
  const staff = await staffClient(graphqlUrl);
  const buyer = await guest(graphqlUrl);
  const variant = await findVariant(graphqlClient(graphqlUrl), 20, 40);
  const { slug, id: variantId } = variant;
  const cart = await fillCart(buyer, [{ variantId, quantity: 1 }]);
  await expect.poll(() => shown(slug)).toMatchObject({ isFound: true, isKept: true });
  const id = (await shown(slug)).id ?? '';

  const preview = async () =>
    (
      await staff.ask<{ productPreview: { slug: string; publication: { status: string; version: number } } }>(
        'query ($id: ID!) { productPreview(id: $id) { slug publication { status version } } }',
        { id },
      )
    ).productPreview;
  const become = async (status: string) => {
    const { version } = (await preview()).publication;
    const select = '__typename ... on ProductStatusUpdateSuccess { product { publication { status } } }';
    const input = { id, version, status };
    const result = await mutate(staff, { name: 'productStatusUpdate', input, select });
    expect(result).toMatchObject({ product: { publication: { status } } });
  };

  const other = await guest(graphqlUrl);
  const canBeAdded = () =>
    fillCart(other, [{ variantId, quantity: 1 }]).then(
      () => true,
      () => false,
    );

  await become('ARCHIVED');
  try {
    await expect.poll(() => shown(slug)).toMatchObject({ id: null, isFound: false });
    expect(await preview()).toMatchObject({ slug, publication: { status: 'ARCHIVED' } });
    await expect.poll(canBeAdded).toBe(false);
    const { __typename: outcome, order } = await place(buyer, placeInput(cart));
    expect([outcome, order]).toEqual([expect.stringMatching(/Error$/), undefined]);
  } finally {
    await become('PUBLISHED');
  }
  await expect.poll(() => shown(slug)).toMatchObject({ id, isFound: true });
  await expect.poll(canBeAdded).toBe(true);
  const again = await fillCart(buyer, [{ variantId, quantity: 1 }]);
  const { id: orderId } = await placeOrder(buyer, placeInput(again));
  await paymentBecomes(buyer, orderId, 'PAID');
});
