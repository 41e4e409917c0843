import { sampleId } from '@cartwright/sample-data';
import { temporaryDirectory } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addShirts, editor, type MadeProduct } from '../../test/edit-product.ts';
import { mutate } from '../../test/mutate.ts';
import {
  addProductType,
  changeProductType,
  describedFields,
  describeProduct,
  type SeenProductType,
} from '../../test/product-types.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { upload } from '../../test/uploads.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
beforeAll(async () => {
  const env = { MEDIA_DIR: stack.use(temporaryDirectory('attributes')).path };
  products = stack.use(await startTestProducts({ products: 20, env }));
});
afterAll(() => stack.disposeAsync());

const choice = (value: string) => ({ value, name: value.toUpperCase() });
const material = {
  key: 'material',
  name: 'Material',
  type: 'CHOICE',
  several: true,
  choices: ['cotton', 'linen', 'wool'].map(choice),
};
const everything = [
  material,
  { key: 'fit', name: 'Fit', type: 'TEXT' },
  { key: 'care', name: 'Care', type: 'RICH_TEXT' },
  { key: 'length', name: 'Length', type: 'NUMBER', unit: 'cm' },
  { key: 'vegan', name: 'Vegan', type: 'BOOLEAN' },
  { key: 'since', name: 'Since', type: 'DATE' },
  { key: 'goes-with', name: 'Goes with', type: 'REFERENCE', referenceTo: 'PRODUCT' },
  { key: 'range', name: 'Range', type: 'REFERENCE', referenceTo: 'COLLECTION' },
  { key: 'chest', name: 'Chest', type: 'NUMBER', unit: 'cm', owner: 'VARIANT' },
];

interface Described extends MadeProduct {
  readonly attributes: readonly object[];
}

const say = (input: object) => describeProduct(products, 'productAttributesUpdate', input);
const sayOfVariants = (input: object) => describeProduct(products, 'productVariantAttributesUpdate', input);
const productOf = (result: Record<string, unknown>) => result['product'] as Described;

/** A draft of a type of its own. */
async function draftOf(
  attributes: readonly object[],
): Promise<{ type: SeenProductType; product: Described }> {
  const [type, { id }] = [await addProductType(products, attributes), await addShirts(products)];
  return { type, product: productOf(await say({ id, version: 1, productTypeId: type.id, values: [] })) };
}

const publish = (id: string, version: number, more: object = { status: 'PUBLISHED' }) =>
  mutate(products, editor, {
    name: 'productStatusUpdate',
    input: { id, version, ...more },
    selection: `... on ProductStatusUpdateSuccess { product { publication { status version } } }
      ... on AttributesMissingError { keys }`,
  });

async function seen(id: string): Promise<Described | null> {
  const query = `query ($id: ID!) { product(id: $id) { ${describedFields.replace('publication { version status }', '')} } }`;
  const { data, errors } = await products.graphql<{ product: Described | null }>(null, query, { id });
  expect(errors).toBeUndefined();
  return data.product;
}

it('says something of each type, in the order of the product type, and takes it back', async () => {
  const { product } = await draftOf(everything);
  const [other, collection] = [sampleId('product', 3), sampleId('collection', 0)];
  const said = await say({
    id: product.id,
    version: 2,
    values: [
      { key: 'range', referenceId: collection },
      { key: 'goes-with', referenceId: other },
      { key: 'since', date: '2026-02-28' },
      { key: 'vegan', isTrue: false },
      { key: 'length', number: 71.5 },
      { key: 'care', richText: '<p onclick="x()">Wash <b>cold</b><script>alert(1)</script></p>' },
      { key: 'fit', text: ' Slim fit ' },
      { key: 'material', choices: ['wool', 'cotton'] },
    ],
  });
  expect(productOf(said)).toMatchObject({
    publication: { version: 3 },
    attributes: [
      { key: 'material', choices: [choice('cotton'), choice('wool')] },
      { key: 'fit', text: 'Slim fit' },
      { key: 'care', html: '<p>Wash <strong>cold</strong></p>', plainText: 'Wash cold' },
      { key: 'length', number: 71.5, unit: 'cm' },
      { key: 'vegan', isTrue: false },
      { key: 'since', date: '2026-02-28' },
      { key: 'goes-with', product: { id: other } },
      { key: 'range', collection: { slug: expect.any(String) as string } },
    ],
  });
  const back = await say({
    id: product.id,
    version: 3,
    values: [{ key: 'care' }, { key: 'vegan', isTrue: true }],
  });
  expect(productOf(back).attributes).toHaveLength(7);
  expect(productOf(back).attributes).toContainEqual({
    __typename: 'AttributeBooleanValue',
    key: 'vegan',
    isTrue: true,
  });
});

it('keeps a file as long as something says so, and serves it', async () => {
  const pdf = Buffer.from(
    '%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n',
  );
  const { file } = await upload(products, pdf, { mediaType: 'application/pdf' });
  await products.sql.$executeRawUnsafe(`UPDATE media_files SET released_at = now() - interval '1 year'`);
  const { product } = await draftOf([{ key: 'guide', name: 'Guide', type: 'FILE' }]);
  const said = await say({ id: product.id, version: 2, values: [{ key: 'guide', mediaId: file?.id }] });
  expect(productOf(said).attributes).toMatchObject([
    {
      mediaType: 'application/pdf',
      byteSize: pdf.length,
      url: expect.stringMatching(/^http.*\.pdf$/u) as string,
    },
  ]);
  const { url } = productOf(said).attributes[0] as { url: string };
  const served = await fetch(`${products.url}${new URL(url).pathname}`);
  expect(Buffer.from(await served.arrayBuffer())).toEqual(pdf);
  const releasedAt = async () =>
    (
      await products.sql.$queryRawUnsafe<{ recently: boolean }[]>(
        `SELECT released_at > now() - interval '1 hour' AS recently FROM media_files WHERE id = $1::uuid`,
        file?.id,
      )
    )[0]?.recently;
  expect(await releasedAt()).toBe(false);
  await say({ id: product.id, version: 3, values: [{ key: 'guide' }] });
  expect(await releasedAt()).toBe(true);
});

describe('what cannot be is refused, with its place', () => {
  it.each([
    [{ key: 'weight', number: 1 }, 'key', 'INVALID_VALUE'],
    [{ key: 'chest', number: 1 }, 'key', 'INVALID_VALUE'],
    [{ key: 'fit', number: 1 }, 'number', 'INVALID_VALUE'],
    [{ key: 'fit', text: 'two\nlines' }, 'text', 'INVALID_CHARACTERS'],
    [{ key: 'fit', text: 'x'.repeat(501) }, 'text', 'TOO_LONG'],
    [{ key: 'care', richText: '<script>alert(1)</script>' }, 'richText', 'REQUIRED'],
    [{ key: 'length', number: 1e13 }, 'number', 'OUT_OF_RANGE'],
    [{ key: 'material', choices: ['cotton', 'steel'] }, 'choices', 'INVALID_VALUE'],
    [{ key: 'material', choices: [] }, 'choices', 'REQUIRED'],
    [{ key: 'since', date: '2026-02-30' }, 'date', 'INVALID_FORMAT'],
    [{ key: 'goes-with', referenceId: uuidv7() }, 'referenceId', 'INVALID_VALUE'],
    [{ key: 'range', referenceId: sampleId('product', 3) }, 'referenceId', 'INVALID_VALUE'],
  ])('%j', async (value, field, code) => {
    const { product } = await draftOf(everything);
    const said = await say({ id: product.id, version: 2, values: [{ key: 'vegan', isTrue: true }, value] });
    expect(said).toMatchObject({ fields: [{ path: ['values', '1', field], code }] });
  });

  it('and so are an attribute twice, a product type and a product that there are not, and a version of before', async () => {
    const { product } = await draftOf(everything);
    const { id } = product;
    const twice = { key: 'vegan', isTrue: true };
    expect(await say({ id, version: 2, values: [twice, twice] })).toMatchObject({
      fields: [{ path: ['values', '1', 'key'] }],
    });
    expect(await say({ id, version: 2, productTypeId: uuidv7(), values: [] })).toMatchObject({
      __typename: 'ProductTypeNotFoundError',
    });
    expect(await say({ id: uuidv7(), version: 2, values: [] })).toMatchObject({
      __typename: 'ProductNotFoundError',
    });
    expect(await say({ id, version: 1, values: [] })).toMatchObject({
      __typename: 'ProductChangedError',
      version: 2,
    });
  });
});

it('says of variants what each alone is, all or nothing', async () => {
  const { product } = await draftOf(everything);
  const [one, two] = product.variants;
  const chest = (variantId: string | undefined, number: number) => ({
    variantId,
    values: [{ key: 'chest', number }],
  });
  const input = { productId: product.id, version: 2 };
  expect(
    await sayOfVariants({ ...input, variants: [chest(one?.id, 90), chest(uuidv7(), 95), chest(one?.id, 1)] }),
  ).toMatchObject({
    fields: [{ path: ['variants', '1', 'variantId'] }, { path: ['variants', '2', 'variantId'] }],
  });
  const said = await sayOfVariants({ ...input, variants: [chest(two?.id, 95), chest(one?.id, 90)] });
  expect(productOf(said)).toMatchObject({
    publication: { version: 3 },
    attributes: [],
    variants: [
      { id: one?.id, attributes: [{ key: 'chest', number: 90 }] },
      { id: two?.id, attributes: [{ key: 'chest', number: 95 }] },
      { attributes: [] },
      { attributes: [] },
    ],
  });
});

it('does not count a change that changes nothing, and notes each that does', async () => {
  const { product, type } = await draftOf([material]);
  const { id } = product;
  const values = [{ key: 'material', choices: ['wool'] }];
  await say({ id, version: 2, values, reason: 'We asked the mill.' });
  expect(productOf(await say({ id, version: 3, values, productTypeId: type.id })).publication.version).toBe(
    3,
  );
  const entries = await products.sql.$queryRawUnsafe<object[]>(
    `SELECT reason, before, after FROM audit.entries WHERE target = $1 AND operation = 'productAttributesUpdate' ORDER BY position`,
    id,
  );
  expect(entries).toMatchObject([
    { before: { productType: null }, after: { productType: type.slug, values: [] } },
    {
      reason: 'We asked the mill.',
      after: { values: [{ key: 'material', content: { choices: ['wool'] } }] },
    },
  ]);
  const announced = await products.sql.$queryRawUnsafe<object[]>(
    `SELECT FROM messaging.outbox WHERE type = 'catalog.product-changed.v1' AND key = $1`,
    id,
  );
  expect(announced).toHaveLength(3);
});

describe('what is required', () => {
  const required = [
    { ...material, required: true },
    { key: 'chest', name: 'Chest', type: 'NUMBER', unit: 'cm', owner: 'VARIANT', required: true },
  ];

  it('has to be there before a product is published or scheduled, and stays while it is', async () => {
    const { product } = await draftOf(required);
    const { id, variants } = product;
    const missing = (...keys: string[]) => ({ __typename: 'AttributesMissingError', keys });
    expect(await publish(id, 2)).toMatchObject(missing('material', 'chest'));
    await say({ id, version: 2, values: [{ key: 'material', choices: ['linen'] }] });
    const publishAt = new Date(Date.now() + 60_000).toISOString();
    expect(await publish(id, 3, { status: 'SCHEDULED', publishAt })).toMatchObject(missing('chest'));
    const chests = (of: readonly { readonly id: string }[]) =>
      of.map(({ id: variantId }) => ({ variantId, values: [{ key: 'chest', number: 90 }] }));
    await sayOfVariants({ productId: id, version: 3, variants: chests(variants.slice(1)) });
    expect(await publish(id, 4)).toMatchObject(missing('chest'));
    await sayOfVariants({ productId: id, version: 4, variants: chests(variants.slice(0, 1)) });
    expect(await publish(id, 5)).toMatchObject({
      product: { publication: { status: 'PUBLISHED', version: 6 } },
    });
    expect(await say({ id, version: 6, values: [{ key: 'material' }] })).toMatchObject(missing('material'));
    const other = await addProductType(products, [{ ...material, required: true }]);
    expect(await say({ id, version: 6, productTypeId: other.id, values: [] })).toMatchObject(
      missing('material'),
    );
    const none = [{ variantId: variants[0]?.id, values: [{ key: 'chest' }] }];
    expect(await sayOfVariants({ productId: id, version: 6, variants: none })).toMatchObject(
      missing('chest'),
    );
    expect(await seen(id)).toMatchObject({ attributes: [{ choices: [choice('linen')] }] });
  });

  it('cannot be made so while published products lack it', async () => {
    const { type, product } = await draftOf([material]);
    await publish(product.id, 2);
    const attributes = [{ ...material, required: true }];
    expect(
      await changeProductType(products, 'Update', { id: type.id, version: 1, attributes }),
    ).toMatchObject({
      __typename: 'AttributesInUseError',
      conflicts: [{ key: 'material', count: 1 }],
    });
  });
});

describe('an attribute that products have', () => {
  async function used() {
    const { type, product } = await draftOf([material]);
    await say({ id: product.id, version: 2, values: [{ key: 'material', choices: ['wool', 'linen'] }] });
    return {
      type,
      product,
      redefine: (...attributes: object[]) =>
        changeProductType(products, 'Update', { id: type.id, version: 1, attributes }),
    };
  }
  const inUse = { __typename: 'AttributesInUseError', conflicts: [{ key: 'material', count: 1 }] };

  it('keeps what its values need, and changes otherwise', async () => {
    const { redefine, product } = await used();
    expect(await redefine()).toMatchObject(inUse);
    expect(await redefine({ ...material, several: false })).toMatchObject(inUse);
    expect(await redefine({ ...material, choices: [choice('cotton'), choice('linen')] })).toMatchObject(
      inUse,
    );
    expect(await redefine({ ...material, owner: 'VARIANT' })).toMatchObject(inUse);
    const choices = [choice('silk'), { value: 'wool', name: 'Merino' }, choice('linen')];
    expect(await redefine({ ...material, choices })).toMatchObject({
      __typename: 'ProductTypeUpdateSuccess',
    });
    await publish(product.id, 3);
    expect(await seen(product.id)).toMatchObject({
      attributes: [{ choices: [{ name: 'Merino' }, { name: 'LINEN' }] }],
    });
  });

  it('keeps its product type, until the products are of none', async () => {
    const { type, product } = await used();
    const gone = () => changeProductType(products, 'Delete', { id: type.id, version: 1 });
    expect(await gone()).toMatchObject({ __typename: 'ProductTypeInUseError', productCount: 1 });
    const said = await say({ id: product.id, version: 3, productTypeId: null, values: [] });
    expect(productOf(said)).toMatchObject({ productType: null, attributes: [] });
    expect(await gone()).toMatchObject({ productTypeId: type.id });
  });
});

it('a page of products is one statement more for all that is said of them, and none where it is not selected', async () => {
  const read = async (selection: string) => {
    products.statements.reset();
    const query = `{ products(first: 20) { nodes { id ${selection} } } }`;
    expect((await products.graphql(null, query)).errors).toBeUndefined();
    return products.statements.statements().filter((statement) => statement.includes('"attribute_values"'))
      .length;
  };
  await draftOf([material]);
  await products.sql.$executeRawUnsafe(
    'UPDATE products SET product_type_id = (SELECT product_type_id FROM products WHERE product_type_id IS NOT NULL LIMIT 1)',
  );
  await read('productType { slug } attributes { key }');
  expect(await read('attributes { key } attribute(key: "material") { key }')).toBe(1);
  expect(await read('productType { slug }')).toBe(0);
});
