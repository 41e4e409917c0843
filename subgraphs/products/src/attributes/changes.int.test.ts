import { startTestNats, waitFor } from '@cartwright/testing';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCategory } from '../../test/category-tree.ts';
import { addShirts, editor, editProduct, eur, type MadeProduct } from '../../test/edit-product.ts';
import { mutate } from '../../test/mutate.ts';
import { addProductType, describeProduct } from '../../test/product-types.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
beforeAll(async () => {
  const nats = stack.use(await startTestNats());
  products = stack.use(
    await startTestProducts({ natsUrl: nats.urlFor('products'), products: 20, sweepSeconds: 0.2 }),
  );
});
afterAll(() => stack.disposeAsync());

const say = (input: object) => describeProduct(products, 'productAttributesUpdate', input);
const sayOfVariants = (input: object) => describeProduct(products, 'productVariantAttributesUpdate', input);

/** A draft of a type of its own, at its second version. */
async function draftOf(attributes: readonly object[], product?: MadeProduct): Promise<MadeProduct> {
  const [type, { id }] = [await addProductType(products, attributes), product ?? (await addShirts(products))];
  return (await say({ id, version: 1, productTypeId: type.id, values: [] }))['product'] as MadeProduct;
}

/** A draft of as many variants as a product takes. */
async function draftOf100(): Promise<MadeProduct> {
  const mark = randomUUID();
  const [{ id: categoryId }, places] = [await addCategory(products, `Large ${mark}`), [...Array(100).keys()]];
  const value = (place: number) => ({ name: place < 50 ? 'Long' : 'Short', value: `No. ${place % 50}` });
  const made = await editProduct(products, 'productCreate', {
    name: `Large ${mark}`,
    brand: 'Loom',
    categoryId,
    options: [
      { name: 'Length', values: [{ value: 'Long' }, { value: 'Short' }] },
      { name: 'Width', values: places.slice(0, 50).map((place) => ({ value: value(place).value })) },
    ],
    variants: places.map((place) => ({
      sku: `${mark}-${place}`,
      selectedOptions: [
        { name: 'Length', value: value(place).name },
        { name: 'Width', value: value(place).value },
      ],
      prices: [eur('20.00')],
    })),
  });
  return made['product'] as MadeProduct;
}

it('the trail has what is different, and of long texts not what they say', async () => {
  const care = { key: 'care', name: 'Care', type: 'RICH_TEXT', owner: 'VARIANT' };
  const { id, variants } = await draftOf(
    [care, { key: 'vegan', name: 'Vegan', type: 'BOOLEAN' }],
    await draftOf100(),
  );
  expect(variants).toHaveLength(100);
  const said = await sayOfVariants({
    productId: id,
    version: 2,
    variants: variants.map(({ id: variantId }) => ({
      variantId,
      values: [{ key: 'care', richText: `<p>${'wash '.repeat(450)}</p>` }],
    })),
  });
  expect(said).toMatchObject({ product: { publication: { version: 3 } } });
  expect(await say({ id, version: 3, values: [{ key: 'vegan', isTrue: true }] })).toMatchObject({
    product: { publication: { version: 4 } },
  });
  const entries = await products.sql.$queryRawUnsafe<{ before: object; after: { values: object[] } }[]>(
    'SELECT before, after FROM audit.entries WHERE target = $1 ORDER BY position DESC LIMIT 2',
    id,
  );
  expect(entries[0]).toMatchObject({
    before: { values: [] },
    after: { values: [{ key: 'vegan', variantId: null, content: { isTrue: true } }] },
  });
  expect(entries[1]?.after.values).toHaveLength(100);
  expect(JSON.stringify(entries)).not.toContain('wash');
});

describe('what attributes of products refer to', () => {
  const referring = async (referenceTo: string, referenceId: string) => {
    const { id } = await draftOf([{ key: 'see', name: 'See', type: 'REFERENCE', referenceTo }]);
    await say({ id, version: 2, values: [{ key: 'see', referenceId }] });
    return () => say({ id, version: 3, values: [{ key: 'see' }] });
  };
  const remove = (name: string, input: object) =>
    mutate(products, editor, { name, input, selection: '... on ReferredToError { referringCount }' });

  const made = {
    CATEGORY: async () => (await addCategory(products, `Spares ${randomUUID()}`)).id,
    PRODUCT: async () => (await addShirts(products)).id,
    COLLECTION: async () => {
      const { collection } = await mutate(products, editor, {
        name: 'collectionCreate',
        input: { name: 'Presents' },
        selection: '... on CollectionCreateSuccess { collection { id } }',
      });
      return (collection as { id: string }).id;
    },
  };
  it.each([
    ['CATEGORY', 'categoryDelete'],
    ['COLLECTION', 'collectionDelete'],
    ['PRODUCT', 'productDelete'],
  ] as const)('a %s stays until nothing refers to it', async (referenceTo, name) => {
    const id = await made[referenceTo]();
    const takeBack = [await referring(referenceTo, id), await referring(referenceTo, id)];
    const inUse = (referringCount: number) => ({ __typename: 'ReferredToError', referringCount });
    expect(await remove(name, { id, version: 1 })).toMatchObject(inUse(2));
    await takeBack[0]?.();
    expect(await remove(name, { id, version: 1 })).toMatchObject(inUse(1));
    await takeBack[1]?.();
    expect((await remove(name, { id, version: 1 }))['__typename']).toMatch(/Success$/);
  });

  it('and a product that only itself refers to goes', async () => {
    const { id } = await draftOf([{ key: 'see', name: 'See', type: 'REFERENCE', referenceTo: 'PRODUCT' }]);
    await say({ id, version: 2, values: [{ key: 'see', referenceId: id }] });
    expect(await remove('productDelete', { id, version: 3 })).toMatchObject({
      __typename: 'ProductDeleteSuccess',
    });
  });
});

it('a variant that is added later may lack what is required, and a scheduled product is published all the same', async () => {
  const { id, variants } = await draftOf([
    { key: 'chest', name: 'Chest', type: 'NUMBER', unit: 'cm', owner: 'VARIANT', required: true },
  ]);
  await editProduct(products, 'productVariantsDelete', {
    productId: id,
    version: 2,
    variantIds: variants.slice(3).map((variant) => variant.id),
  });
  await sayOfVariants({
    productId: id,
    version: 3,
    variants: variants.slice(0, 3).map((variant) => ({
      variantId: variant.id,
      values: [{ key: 'chest', number: 90 }],
    })),
  });
  const status = (version: number, more: object) =>
    mutate(products, editor, {
      name: 'productStatusUpdate',
      input: { id, version, ...more },
      selection: `... on ProductStatusUpdateSuccess { product { publication { status } } } ... on AttributesMissingError { keys }`,
    });
  const publishAt = new Date(Date.now() + 3_600_000);
  expect(await status(4, { status: 'SCHEDULED', publishAt })).toMatchObject({
    product: { publication: { status: 'SCHEDULED' } },
  });
  const late = {
    sku: randomUUID(),
    selectedOptions: [
      { name: 'Colour', value: 'Sand' },
      { name: 'Size', value: 'M' },
    ],
    prices: [eur('20.00')],
  };
  expect(
    await editProduct(products, 'productVariantsCreate', { productId: id, version: 5, variants: [late] }),
  ).toMatchObject({ product: { publication: { status: 'SCHEDULED', version: 6 } } });
  await products.sql.$executeRawUnsafe('UPDATE products SET publish_at = now() WHERE id = $1', id);
  await waitFor(async () => {
    const { data } = await products.graphql<{ product: object | null }>(
      null,
      `{ product(id: "${id}") { id } }`,
    );
    return data.product ?? undefined;
  });
  expect(await status(7, { status: 'ARCHIVED' })).toMatchObject({
    product: { publication: { status: 'ARCHIVED' } },
  });
  expect(await status(8, { status: 'PUBLISHED' })).toMatchObject({ keys: ['chest'] });
});
