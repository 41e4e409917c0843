import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { anybodysAnswer } from '../support/anybodys-answer.ts';
import { mutate } from '../support/mutate.ts';
import { staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const mark = randomUUID().slice(0, 8);

interface Made {
  readonly id: string;
}

it('staff describe a product with marks, and shoppers see what is safe of them, at once', async () => {
  const staff = await staffClient(graphqlUrl);
  const act = (name: string, input: object, select = '') =>
    mutate<Record<string, unknown>>(staff, {
      name,
      input,
      select: `__typename ${select} ... on UserError { message }`,
    });
  const idOf = (result: Record<string, unknown>, made: string) => (result[made] as Made).id;
  const category = await act(
    'categoryCreate',
    { name: `Kettles ${mark}` },
    '... on CategoryCreateSuccess { category { id } }',
  );
  const product = await act(
    'productCreate',
    {
      name: `Kettle ${mark}`,
      brand: 'Ours',
      categoryId: idOf(category, 'category'),
      descriptionHtml: '<h2>Care</h2><p onclick="x()">Wash <b>cold</b><script>alert(1)</script></p>',
      variants: [{ sku: mark, prices: [{ price: { amount: '99.00', currencyCode: 'EUR' } }], stock: 1 }],
    },
    '... on ProductCreateSuccess { product { id } }',
  );
  const id = idOf(product, 'product');
  expect(await act('productStatusUpdate', { id, version: 1, status: 'PUBLISHED' })).toMatchObject({
    __typename: 'ProductStatusUpdateSuccess',
  });
  const page = `{ product(id: "${id}") { description descriptionHtml } }`;
  const shown = async () => {
    const { data, isKept } = await anybodysAnswer(graphqlUrl, page);
    return { ...(data as { product: object | null }), isKept };
  };
  const safe = '<h3>Care</h3><p>Wash <strong>cold</strong></p>';
  const first = { description: 'Care\nWash cold', descriptionHtml: safe };
  await expect.poll(shown).toEqual({ product: first, isKept: true });
  const changed = { id, version: 2, descriptionHtml: '<p>See <a href="https://care.example">here</a></p>' };
  expect(await act('productUpdate', changed)).toMatchObject({ __typename: 'ProductUpdateSuccess' });
  await expect.poll(shown).toMatchObject({
    product: {
      description: 'See here',
      descriptionHtml: '<p>See <a href="https://care.example" rel="noopener nofollow">here</a></p>',
    },
  });
});
