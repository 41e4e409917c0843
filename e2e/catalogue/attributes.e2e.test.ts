import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { anybodysAnswer } from '../support/anybodys-answer.ts';
import { graphqlClient } from '../support/graphql-client.ts';
import { mutate } from '../support/mutate.ts';
import { staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const mark = randomUUID().slice(0, 8);
const key = `screen-${mark}`;
const finish = `finish-${mark}`;

const screen = {
  key,
  name: 'Screen size',
  type: 'NUMBER',
  unit: 'in',
  required: true,
  filterable: true,
  inFacets: true,
};
const finishes = (name: string) => ({
  key: finish,
  name: 'Finish',
  type: 'CHOICE',
  filterable: true,
  searchable: true,
  inFacets: true,
  choices: [{ value: 'matt', name }],
});

interface Made {
  readonly id: string;
  readonly version?: number;
}

it('staff define a type, fill a product in and publish it, and buyers read, narrow, count and search by what it is', async () => {
  const [staff, buyer] = [await staffClient(graphqlUrl), graphqlClient(graphqlUrl)];
  const act = (name: string, input: object, select = '') =>
    mutate<Record<string, unknown>>(staff, {
      name,
      input,
      select: `__typename ${select} ... on UserError { message }`,
    });
  const idOf = (result: Record<string, unknown>, made: string) => (result[made] as Made).id;

  const type = await act(
    'productTypeCreate',
    { name: `Tablets ${mark}`, attributes: [screen, finishes(`Satin${mark}`)] },
    '... on ProductTypeCreateSuccess { productType { id } }',
  );
  const category = await act(
    'categoryCreate',
    { name: `Tablets ${mark}` },
    '... on CategoryCreateSuccess { category { id } }',
  );
  const product = await act(
    'productCreate',
    {
      name: `Slate ${mark}`,
      brand: 'Ours',
      categoryId: idOf(category, 'category'),
      variants: [{ sku: mark, prices: [{ price: { amount: '99.00', currencyCode: 'EUR' } }], stock: 1 }],
    },
    '... on ProductCreateSuccess { product { id } }',
  );
  const [id, productTypeId] = [idOf(product, 'product'), idOf(type, 'productType')];

  await act('productAttributesUpdate', {
    id,
    version: 1,
    productTypeId,
    values: [{ key: finish, choices: ['matt'] }],
  });
  const publish = (version: number) =>
    act(
      'productStatusUpdate',
      { id, version, status: 'PUBLISHED' },
      '... on AttributesMissingError { keys }',
    );
  expect(await publish(2)).toMatchObject({ __typename: 'AttributesMissingError', keys: [key] });
  await act('productAttributesUpdate', { id, version: 2, values: [{ key, number: 10.9 }] });
  expect(await publish(3)).toMatchObject({ __typename: 'ProductStatusUpdateSuccess' });

  const page = `{ product(id: "${id}") { productType { name } attributes { key definition { name }
    ... on AttributeNumberValue { number unit } ... on AttributeChoiceValue { choices { name } } } } }`;
  const shown = async () => {
    const { data, isKept } = await anybodysAnswer(graphqlUrl, page);
    return { ...(data as { product: object | null }), isKept };
  };
  const satin = { key: finish, definition: { name: 'Finish' }, choices: [{ name: `Satin${mark}` }] };
  const attributes = [{ key, definition: { name: 'Screen size' }, number: 10.9, unit: 'in' }, satin];
  await expect.poll(shown).toMatchObject({ product: { attributes }, isKept: true });

  const search = async (input: object) =>
    (
      await buyer.ask<{ productSearch: { products: { nodes: Made[] }; facets: { code: string }[] } }>(
        `query ($input: ProductSearchInput!) { productSearch(input: $input) { products { nodes { id } }
          facets { code label values { value label count } } } }`,
        { input },
      )
    ).productSearch;
  const facet = { code: `attribute:${key}`, values: [{ value: '10.9', label: '10.9 in', count: 1 }] };
  const narrowed = await search({ filters: { attributes: [{ key, range: { min: '10', max: '11' } }] } });
  expect(narrowed.products.nodes).toEqual([{ id }]);
  expect(narrowed.facets).toContainEqual(expect.objectContaining(facet));
  expect((await search({ filters: { attributes: [{ key, equals: '11' }] } })).products.nodes).toEqual([]);
  expect((await search({ query: `satin${mark}`, spelling: 'AS_TYPED' })).products.nodes).toEqual([{ id }]);

  await act('productTypeUpdate', {
    id: productTypeId,
    version: 1,
    attributes: [screen, finishes(`Glossy${mark}`)],
  });
  const renamed = { product: { attributes: [attributes[0], { choices: [{ name: `Glossy${mark}` }] }] } };
  await expect.poll(shown).toMatchObject(renamed);
  const glossy = async () => (await search({ query: `glossy${mark}`, spelling: 'AS_TYPED' })).products.nodes;
  await expect.poll(glossy, { timeout: 20_000 }).toEqual([{ id }]);
});
