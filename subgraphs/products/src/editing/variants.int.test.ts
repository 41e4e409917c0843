import { inventoryReserve, inventoryReserved, stockChanged, variantChanged } from '@cartwright/events';
import { startTestNats } from '@cartwright/testing';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addShirts, editor, editProduct, eur, type MadeProduct } from '../../test/edit-product.ts';
import { mutate } from '../../test/mutate.ts';
import { startOrdersPeer, type OrdersPeer } from '../../test/orders-peer.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let others: OrdersPeer;
beforeAll(async () => {
  const nats = stack.use(await startTestNats());
  products = stack.use(await startTestProducts({ natsUrl: nats.urlFor('products'), products: 20 }));
  others = stack.use(await startOrdersPeer(nats));
});
afterAll(() => stack.disposeAsync());

const edit = (name: string, { id }: MadeProduct, version: number, more: object) =>
  editProduct(products, name, { productId: id, version, ...more });
const idsOf = ({ variants }: MadeProduct) => variants.map(({ id }) => id);
const made = (result: object) => (result as { product: MadeProduct }).product;
const colour = (value: string) => ({ name: 'Colour', value });
const size = (value: string) => ({ name: 'Size', value });

async function publish({ id }: MadeProduct, version: number): Promise<void> {
  const input = { id, version, status: 'PUBLISHED' };
  await mutate(products, editor, { name: 'productStatusUpdate', input, selection: '' });
}

/** Shirts that are on sale, with a small size too. */
async function shirtsOnSale(): Promise<MadeProduct> {
  const shirts = await addShirts(products);
  await publish(shirts, 1);
  return shirts;
}

/** What lists and facets keep of a product, by what its tables hold. */
async function kept({ id }: MadeProduct) {
  const [row] = await products.sql.$queryRawUnsafe<object[]>(
    `SELECT p.available_variants AS available, p.option_values AS values,
       (SELECT count(*)::int FROM variant_offers o WHERE o.product_id = p.id) AS offers,
       (SELECT max_minor::int FROM product_price_ranges r WHERE r.product_id = p.id) AS dearest
     FROM products p WHERE id = $1`,
    id,
  );
  return row;
}

async function countOf(name: string): Promise<number> {
  const { data } = await products.graphql<{ productSearch: { products: { nodes: object[] } } }>(
    null,
    'query ($query: String!) { productSearch(input: { query: $query, spelling: AS_TYPED }) { products { nodes { id } } } }',
    { query: name },
  );
  return data.productSearch.products.nodes.length;
}

describe('new variants', () => {
  const long = (sku: string, value = 'Sand') => ({
    sku,
    selectedOptions: [colour(value), size('M')],
    prices: [eur('99.00')],
    stock: 7,
  });

  it('are sold, listed, found and heard of as those that were there before', async () => {
    const shirts = await shirtsOnSale();
    const ids = idsOf(shirts).slice(3);
    await edit('productVariantsDelete', shirts, 2, { variantIds: ids });
    expect(await kept(shirts)).toMatchObject({ available: 3, offers: 3, dearest: 2100 });
    const sku = `NEW-${randomUUID()}`;
    const result = await edit('productVariantsCreate', shirts, 3, { variants: [long(sku)] });
    expect(made(result)).toMatchObject({ publication: { version: 4 } });
    expect(made(result).variants.at(-1)).toMatchObject({ sku, title: 'Sand / M', quantityAvailable: 7 });
    expect(await kept(shirts)).toMatchObject({ available: 4, offers: 4, dearest: 9900 });
    expect(await countOf(sku)).toBe(1);
    const id = made(result).variants.at(-1)?.id ?? '';
    expect(await others.heard(variantChanged, id)).toMatchObject({ forSale: true, sku });
    expect(await others.heard(stockChanged, id)).toMatchObject({ available: 7 });
  });

  it('are all there or none of them, and never more than a hundred', async () => {
    const shirts = await addShirts(products);
    const sku = shirts.variants[0]?.sku ?? '';
    expect(await edit('productVariantsCreate', shirts, 1, { variants: [long('OWN')] })).toMatchObject({
      fields: [{ path: ['variants', '0', 'selectedOptions'], code: 'INVALID_VALUE' }],
    });
    await edit('productVariantsDelete', shirts, 1, { variantIds: idsOf(shirts).slice(2) });
    const variants = [long(`A-${sku}`), { ...long(sku), selectedOptions: [colour('Sand'), size('S')] }];
    expect(await edit('productVariantsCreate', shirts, 2, { variants })).toMatchObject({ skus: [sku] });
    const many = Array.from({ length: 99 }, (_, index) => long(`${sku}-${String(index)}`));
    expect(await edit('productVariantsCreate', shirts, 2, { variants: many })).toMatchObject({
      fields: [{ path: ['variants'], code: 'TOO_LONG' }],
    });
    expect(await edit('productVariantsCreate', shirts, 1, { variants })).toMatchObject({ version: 2 });
  });
});

describe('variants that are changed', () => {
  it('are changed each for itself, and of the others it is said why not', async () => {
    const shirts = await shirtsOnSale();
    const other = await addShirts(products);
    const [first = '', second = '', third = ''] = idsOf(shirts);
    const taken = other.variants[0]?.sku ?? '';
    const freed = shirts.variants[0]?.sku ?? '';
    const unknown = randomUUID();
    const variants = [
      { id: first, sku: `new-${freed}`, weightGrams: 200, barcode: '96385074' },
      { id: second, sku: freed },
      { id: third, sku: taken, weightGrams: 9 },
      { id: third, selectedOptions: [colour('Navy'), size('S')] },
      { id: unknown, sku: 'X' },
      { id: first, barcode: '' },
    ];
    const result = await edit('productVariantsBulkUpdate', shirts, 2, { variants });
    expect(result['results']).toMatchObject([
      { index: 0, variant: { sku: `new-${freed}` }, errors: [] },
      { index: 1, variant: { sku: freed }, errors: [] },
      { index: 2, variant: null, errors: [{ __typename: 'SkuTakenError', skus: [taken] }] },
      { index: 3, variant: null, errors: [{ fields: [{ path: ['variants', '3', 'id'] }] }] },
      { index: 4, variant: null, errors: [{ __typename: 'VariantNotFoundError', variantId: unknown }] },
      { index: 5, variant: null, errors: [{ fields: [{ path: ['variants', '5', 'id'] }] }] },
    ]);
    const [one, two, three] = made(result).variants;
    expect(one).toMatchObject({ weightGrams: 200, barcode: '96385074', quantityAvailable: 3 });
    expect([two, three]).toMatchObject([{ sku: freed }, { weightGrams: 0 }]);
    expect(await countOf(`new-${freed}`)).toBe(1);
    expect(await countOf('96385074')).toBe(1);
    await expect
      .poll(() => others.seen.filter(({ type, key }) => type === variantChanged.type && key === first).at(-1))
      .toMatchObject({ data: { weightGrams: 200, sku: `new-${freed}` } });
  });

  it('have one value of each option, and no combination twice', async () => {
    const shirts = await addShirts(products);
    const [first = '', second = ''] = idsOf(shirts);
    const change = async (id: string, selectedOptions: object[]) =>
      (await edit('productVariantsBulkUpdate', shirts, 1, { variants: [{ id, selectedOptions }] }))[
        'results'
      ];
    const refused = [{ errors: [{ fields: [{ path: ['variants', '0', 'selectedOptions'] }] }] }];
    expect(await change(first, [colour('Navy'), size('M')])).toMatchObject(refused);
    expect(await change(first, [colour('Navy')])).toMatchObject(refused);
    expect(await change(first, [colour('Navy'), size('XL')])).toMatchObject(refused);
    await edit('productVariantsDelete', shirts, 1, { variantIds: [second] });
    const variants = [{ id: first, selectedOptions: [size('M'), colour('Navy')] }];
    const result = await edit('productVariantsBulkUpdate', shirts, 2, { variants });
    expect(made(result).variants[0]).toMatchObject({ title: 'Navy / M' });
    expect(await kept(shirts)).toMatchObject({
      values: ['Colour=Navy', 'Size=M', 'Colour=Sand', 'Size=S'],
    });
  });

  it('are put into another order', async () => {
    const shirts = await shirtsOnSale();
    const wanted = idsOf(shirts).toReversed();
    const result = await edit('productVariantsReorder', shirts, 2, { variantIds: wanted });
    expect(idsOf(made(result))).toEqual(wanted);
    expect(await edit('productVariantsReorder', shirts, 3, { variantIds: wanted })).toMatchObject({
      product: { publication: { version: 3 } },
    });
    for (const variantIds of [wanted.slice(1), [...wanted, wanted[0]], [...wanted.slice(1), randomUUID()]])
      expect(await edit('productVariantsReorder', shirts, 3, { variantIds })).toMatchObject({
        fields: [{ path: ['variantIds'], code: 'INVALID_VALUE' }],
      });
  });
});

describe('options that are changed', () => {
  const change = ({ id }: MadeProduct, version: number, options: object[]) =>
    editProduct(products, 'productOptionsUpdate', { id, version, options });
  const sizes = { name: 'Size', values: [{ value: 'S' }, { value: 'M' }] };

  it('are those of the variants too, of lists and of searches', async () => {
    const mark = randomUUID().slice(0, 8).replaceAll(/\d/g, 'q');
    const shirts = await shirtsOnSale();
    const values = [{ value: `Dune${mark}`, renamedFrom: 'Sand', color: '#d2b48c' }, { value: 'Navy' }];
    const shade = { name: 'Shade', renamedFrom: 'Colour', values };
    const result = await change(shirts, 2, [sizes, shade]);
    expect(made(result)).toMatchObject({
      publication: { version: 3 },
      options: [
        { name: 'Size', values: ['S', 'M'], swatches: [] },
        {
          name: 'Shade',
          values: [`Dune${mark}`, 'Navy'],
          swatches: [{ value: `Dune${mark}`, color: '#d2b48c' }],
        },
      ],
    });
    expect(made(result).variants.at(-1)).toMatchObject({ title: `M / Dune${mark}` });
    expect(await countOf(`dune${mark}`)).toBe(1);
    const { data } = await products.graphql<{ products: object }>(
      null,
      `{ products(filters: { options: [{ name: "Shade", values: ["Dune${mark}"] }] }) { nodes { id } } }`,
    );
    expect(data.products).toEqual({ nodes: [{ id: shirts.id }] });
    const [first = ''] = idsOf(shirts);
    await expect
      .poll(() => others.seen.filter(({ type, key }) => type === variantChanged.type && key === first).at(-1))
      .toMatchObject({ data: { variantTitle: 'S / Navy' } });
  });

  it('stay as they are where nothing is to be different, and tell variants apart', async () => {
    const shirts = await addShirts(products);
    const colours = { name: 'Colour', values: [{ value: 'Navy', color: '#1f2a44' }, { value: 'Sand' }] };
    expect(made(await change(shirts, 1, [colours, sizes])).publication.version).toBe(1);
    expect(await change(shirts, 1, [colours])).toMatchObject({ fields: [{ path: ['options'] }] });
    expect(await change(shirts, 2, [colours])).toMatchObject({ version: 1 });
  });
});

describe('what is deleted', () => {
  it('is a variant that nobody has ordered, and carts hear that it is not for sale', async () => {
    const shirts = await shirtsOnSale();
    const [sold = '', gone = ''] = idsOf(shirts);
    const orderId = randomUUID();
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    await others.send(inventoryReserve, { orderId, lines: [{ variantId: sold, quantity: 1 }], expiresAt });
    await others.heard(inventoryReserved, orderId);
    expect(await edit('productVariantsDelete', shirts, 2, { variantIds: [sold, gone] })).toMatchObject({
      __typename: 'VariantsOrderedError',
      variantIds: [sold],
    });
    const { product } = await edit('productVariantsDelete', shirts, 2, { variantIds: [gone] });
    expect(idsOf(product as MadeProduct)).not.toContain(gone);
    await expect
      .poll(() => others.seen.filter(({ type, key }) => type === variantChanged.type && key === gone).at(-1))
      .toMatchObject({ data: { forSale: false } });
    expect(await kept(shirts)).toMatchObject({ available: 3, offers: 3 });
  });

  it('is never the last variant, nor one of another product', async () => {
    const [shirts, other] = [await addShirts(products), await addShirts(products)];
    expect(await edit('productVariantsDelete', shirts, 1, { variantIds: idsOf(shirts) })).toMatchObject({
      fields: [{ path: ['variantIds'], code: 'INVALID_VALUE' }],
    });
    const [stranger = ''] = idsOf(other);
    for (const variantIds of [[stranger], ['nothing']])
      expect(await edit('productVariantsDelete', shirts, 1, { variantIds })).toMatchObject({
        variantId: variantIds[0],
      });
  });

  it('is a product that no shopper has ever seen', async () => {
    const [draft, shown] = [await addShirts(products), await shirtsOnSale()];
    const remove = (id: string, version: number) => editProduct(products, 'productDelete', { id, version });
    expect(await remove(draft.id, 2)).toMatchObject({ version: 1 });
    expect(await remove(draft.id, 1)).toMatchObject({
      productId: draft.id,
      __typename: 'ProductDeleteSuccess',
    });
    expect(await remove(draft.id, 1)).toMatchObject({ __typename: 'ProductNotFoundError' });
    expect(await remove(shown.id, 2)).toMatchObject({ __typename: 'ProductInUseError' });
  });
});
