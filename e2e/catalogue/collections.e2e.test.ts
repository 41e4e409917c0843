import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { anybodysAnswer } from '../support/anybodys-answer.ts';
import { mutate } from '../support/mutate.ts';
import { staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const mark = randomUUID().slice(0, 8);

/** What anybody gets to see of a collection, from what the gateway keeps where it does. */
async function shown(slug: string) {
  const query = `{ collection(slug: "${slug}") { name products(first: 100) { nodes { id } } } }`;
  const { data, isKept } = await anybodysAnswer(graphqlUrl, query);
  const { collection } = data as {
    collection: { name: string; products: { nodes: { id: string }[] } } | null;
  };
  return { ids: collection?.products.nodes.map(({ id }) => id) ?? null, isKept };
}

it('a collection follows its rule, and no shopper is shown for long what was in it before', async () => {
  const staff = await staffClient(graphqlUrl);
  const { products } = await staff.ask<{ products: { nodes: { id: string; brand: string }[] } }>(
    '{ products(first: 1) { nodes { id brand } } }',
  );
  const [product = { id: '', brand: '' }] = products.nodes;
  const select = '__typename ... on CollectionCreateSuccess { collection { id slug version } }';
  const rule = { match: 'ALL', conditions: [{ brands: [product.brand] }, { availableForSale: true }] };
  const made = await mutate(staff, {
    name: 'collectionCreate',
    input: { name: `Of one brand ${mark}`, rule },
    select,
  });
  const { collection } = made as { collection: { id: string; slug: string; version: number } };
  await expect.poll(async () => (await shown(collection.slug)).ids ?? []).toContain(product.id);
  await expect.poll(() => shown(collection.slug)).toMatchObject({ isKept: true });
  const become = async (brand: string) => {
    const { productPreview } = await staff.ask<{ productPreview: { publication: { version: number } } }>(
      'query ($id: ID!) { productPreview(id: $id) { publication { version } } }',
      { id: product.id },
    );
    const input = { id: product.id, version: productPreview.publication.version, brand };
    await mutate(staff, { name: 'productUpdate', input, select: '__typename' });
  };
  // Still shown and in stock: that it goes is the rule's doing alone.
  await become(`Another ${mark}`);
  try {
    await expect.poll(async () => (await shown(collection.slug)).ids).not.toContain(product.id);
  } finally {
    await become(product.brand);
  }
  await expect.poll(async () => (await shown(collection.slug)).ids).toContain(product.id);
  const slug = `renamed-${mark}`;
  await mutate(staff, {
    name: 'collectionUpdate',
    input: { id: collection.id, version: collection.version, slug },
    select: '__typename',
  });
  await expect.poll(async () => (await shown(collection.slug)).ids).toBeNull();
  const { data } = await anybodysAnswer(
    graphqlUrl,
    `{ urlRedirect(kind: COLLECTION, from: "${collection.slug}") { collection { slug } } }`,
  );
  expect(data).toEqual({ urlRedirect: { collection: { slug } } });
  const input = { id: collection.id, version: collection.version + 1 };
  await mutate(staff, { name: 'collectionDelete', input, select: '__typename' });
  await expect.poll(async () => (await shown(slug)).ids).toBeNull();
});
