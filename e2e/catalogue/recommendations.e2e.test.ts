import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';
import { mutate } from '../support/mutate.ts';
import { staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');

interface Made {
  readonly id: string;
}

it('what staff recommend with a product is what a visitor meets, also where the answer was kept before', async () => {
  const staff = await staffClient(graphqlUrl);
  const mark = randomUUID().slice(0, 8);
  const visitor = graphqlClient(graphqlUrl);
  const { products } = await visitor.ask<{ products: { nodes: Made[] } }>(
    '{ products(first: 2, sort: BEST_SELLING) { nodes { id } } }',
  );
  const [id = '', other = ''] = products.nodes.map((product) => product.id);
  const readVersion = async () => {
    const { productPreview } = await staff.ask<{
      productPreview: { publication: { version: number } };
    }>('query ($id: ID!) { productPreview(id: $id) { publication { version } } }', { id });
    return productPreview.publication.version;
  };
  const pick = async (productIds: string[]) =>
    mutate<object>(staff, {
      name: 'productRecommendationsUpdate',
      input: { id, version: await readVersion(), intent: 'BOUGHT_TOGETHER', productIds, reason: mark },
      select: '__typename ... on UserError { message }',
    });
  const first = async () => {
    const { product } = await visitor.ask<{ product: { recommendations: Made[] } }>(
      'query ($id: ID!) { product(id: $id) { recommendations(intent: BOUGHT_TOGETHER, first: 1) { id } } }',
      { id },
    );
    return product.recommendations[0]?.id;
  };
  await first();
  expect(await pick([other])).toEqual({ __typename: 'ProductRecommendationsUpdateSuccess' });
  await expect.poll(first, { timeout: 20_000 }).toBe(other);
  await pick([]);
});
