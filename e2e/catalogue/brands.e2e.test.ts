import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { anybodysAnswer } from '../support/anybodys-answer.ts';
import { mutate } from '../support/mutate.ts';
import { staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const mark = randomUUID().slice(0, 8);

interface SeenBrand {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly version: number;
}

interface Shown {
  readonly product: { readonly brand: string; readonly brandDetails: { readonly slug: string } | null };
  readonly productSearch: { readonly products: { readonly nodes: readonly { readonly id: string }[] } };
}

it('a brand gets another name and slug, and no shopper is shown the former ones for long', async () => {
  const staff = await staffClient(graphqlUrl);
  const { brands } = await staff.ask<{
    brands: { nodes: (SeenBrand & { logo: { url: string }; products: { nodes: { id: string }[] } })[] };
  }>(`{ brands(first: 1, filters: { nameStartsWith: "wick" }) { nodes { id slug name version
    logo { url } products(first: 1) { nodes { id } } } } }`);
  const [before] = brands.nodes;
  const [product] = before?.products.nodes ?? [];
  if (before === undefined || product === undefined) throw new Error('The sample shop has no such brand');
  expect((await fetch(before.logo.url)).headers.get('content-type')).toContain('image/');
  const name = `Renamed ${mark}`;
  const shown = async () => {
    const { data, isKept } = await anybodysAnswer(
      graphqlUrl,
      `{ product(id: "${product.id}") { brand brandDetails { slug } }
        productSearch(input: { query: "${mark}", first: 100 }) { products { nodes { id } } } }`,
    );
    return { ...(data as Shown), isKept };
  };
  await expect.poll(shown).toMatchObject({ product: { brand: before.name }, isKept: true });
  const change = async (version: number, input: object) =>
    mutate(staff, {
      name: 'brandUpdate',
      input: { id: before.id, version, ...input },
      select: '__typename ... on BrandUpdateSuccess { brand { version } }',
    });
  expect(await change(before.version, { name, slug: mark })).toMatchObject({
    __typename: 'BrandUpdateSuccess',
  });
  try {
    await expect.poll(shown).toMatchObject({ product: { brand: name, brandDetails: { slug: mark } } });
    await expect
      .poll(async () => (await shown()).productSearch.products.nodes.map(({ id }) => id))
      .toContain(product.id);
    const { data } = await anybodysAnswer(
      graphqlUrl,
      `{ urlRedirect(kind: BRAND, from: "${before.slug}") { brand { slug } } node(id: "${before.id}") { ... on Brand { name } }
        products(filters: { brands: ["${mark}"] }, first: 100) { nodes { id } } }`,
    );
    expect(data).toMatchObject({
      urlRedirect: { brand: { slug: mark } },
      node: { name },
      products: { nodes: expect.arrayContaining([{ id: product.id }]) as unknown },
    });
  } finally {
    await change(before.version + 1, { name: before.name, slug: before.slug });
  }
  await expect.poll(shown).toMatchObject({ product: { brand: before.name } });
});
