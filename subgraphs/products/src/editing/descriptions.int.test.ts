import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCategory } from '../../test/category-tree.ts';
import { editor, editProduct, eur, type MadeProduct } from '../../test/edit-product.ts';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
let categoryId: string;
beforeAll(async () => {
  products = await startTestProducts({ products: 5 });
  ({ id: categoryId } = await addCategory(products, `Pots ${randomUUID()}`));
});
afterAll(() => products[Symbol.asyncDispose]());

interface Described extends MadeProduct {
  readonly description: string;
  readonly descriptionHtml: string;
}

const hostile =
  '<div onclick="x()"><h1>Fired  twice</h1>\n<p style="color:red">By <b>hand</b>, see <a href="javascript:alert(1)" target="_blank">us</a>' +
  '<script>alert(1)</script></p><ul><li>2 &lt; 3</li><li><a href="https://a.example/?a=1&amp;b=2">there</a></li></ul></div><iframe src="//evil.example"></iframe>';
const said = {
  description: 'Fired  twice\nBy hand, see us\n2 < 3\nthere',
  descriptionHtml:
    '<h3>Fired  twice</h3>\n<p>By <strong>hand</strong>, see <a rel="noopener nofollow">us</a></p>' +
    '<ul><li>2 &lt; 3</li><li><a href="https://a.example/?a=1&amp;b=2" rel="noopener nofollow">there</a></li></ul>',
};

const create = (texts: object) =>
  editProduct(products, 'productCreate', {
    name: `Pot ${randomUUID()}`,
    brand: 'Kiln',
    categoryId,
    variants: [{ sku: randomUUID(), prices: [eur('9.50')] }],
    ...texts,
  });
const update = ({ id, publication: { version } }: MadeProduct, texts: object) =>
  editProduct(products, 'productUpdate', { id, version, ...texts });
const made = (result: object) => (result as { product: Described }).product;

async function publish({ id, publication: { version } }: MadeProduct): Promise<void> {
  const input = { id, version, status: 'PUBLISHED' };
  expect(await mutate(products, editor, { name: 'productStatusUpdate', input, selection: '' })).toMatchObject(
    {
      __typename: 'ProductStatusUpdateSuccess',
    },
  );
}

async function seen(id: string, language = 'en') {
  const query = `query ($id: ID!) { product(id: $id) { description descriptionHtml seo { description } } }`;
  const headers = { 'accept-language': language };
  const { data, errors } = await products.graphql<{ product: Described }>(null, query, { id }, headers);
  expect(errors).toBeUndefined();
  return data.product;
}

async function find(query: string): Promise<string[]> {
  const { data } = await products.graphql<{ productSearch: { products: { nodes: { id: string }[] } } }>(
    null,
    'query ($query: String!) { productSearch(input: { query: $query, spelling: AS_TYPED, first: 100 }) { products { nodes { id } } } }',
    { query },
  );
  return data.productSearch.products.nodes.map(({ id }) => id);
}

describe('a description as HTML', () => {
  it('keeps what can be shown, and its text follows from it', async () => {
    expect(made(await create({ descriptionHtml: hostile }))).toMatchObject(said);
  });

  it('is the text with its line breaks where there are no marks', async () => {
    const texts = { description: 'Tin & <b>\nCopper' };
    expect(made(await create(texts))).toMatchObject({
      ...texts,
      descriptionHtml: 'Tin &amp; &lt;b&gt;<br>Copper',
    });
    expect(made(await create({ descriptionHtml: 'Tin<br>Copper' }))).toMatchObject({
      description: 'Tin\nCopper',
      descriptionHtml: 'Tin<br>Copper',
    });
  });

  it('stays where the text is given as it is, goes with another one, and is taken away', async () => {
    const first = made(await create({ descriptionHtml: hostile }));
    const same = made(await update(first, { description: first.description, tags: ['pot'] }));
    expect(same).toMatchObject({ ...said, publication: { version: 2 } });
    const again = made(await update(same, { descriptionHtml: same.descriptionHtml }));
    expect(again.publication.version).toBe(2);
    const marked = made(await update(again, { descriptionHtml: '<p><em>Fired</em></p>' }));
    expect(marked).toMatchObject({ description: 'Fired', descriptionHtml: '<p><em>Fired</em></p>' });
    const unmarked = made(await update(marked, { descriptionHtml: 'Fired' }));
    expect(unmarked).toMatchObject({ descriptionHtml: 'Fired', publication: { version: 4 } });
    const plain = made(
      await update(made(await update(unmarked, { descriptionHtml: '<p>a</p>' })), { description: 'b' }),
    );
    expect(plain).toMatchObject({ description: 'b', descriptionHtml: 'b' });
    expect(made(await update(plain, { descriptionHtml: '' }))).toMatchObject({
      description: '',
      descriptionHtml: '',
    });
    const trail = await products.sql.$queryRawUnsafe<object[]>(
      `SELECT after ->> 'descriptionHtml' AS html FROM audit.entries WHERE target = $1 AND operation = 'productUpdate' ORDER BY id`,
      first.id,
    );
    expect(trail[1]).toEqual({ html: '<p><em>Fired</em></p>' });
  });

  it.each([
    [{ description: 'a', descriptionHtml: '<p>a</p>' }, 'INVALID_VALUE'],
    [{ descriptionHtml: `<p>${'x'.repeat(100_000)}</p>` }, 'TOO_LONG'],
    [{ descriptionHtml: `<p>${'x'.repeat(20_001)}</p>` }, 'TOO_LONG'],
    [{ descriptionHtml: '<p>\0</p>' }, 'INVALID_CHARACTERS'],
    [{ descriptionHtml: '<p>&#27;</p>' }, 'INVALID_CHARACTERS'],
  ])('that cannot be is refused (%#)', async (texts, code) => {
    const refused = { __typename: 'InvalidInputError', fields: [{ path: ['descriptionHtml'], code }] };
    expect(await create(texts)).toMatchObject(refused);
    const product = made(await create({}));
    expect(await update(product, texts)).toMatchObject(refused);
  });

  it('is read by its text by searches and search engines, and says when its page was changed', async () => {
    const word = `quillon${randomUUID().slice(0, 8)}`;
    const product = made(await create({ descriptionHtml: `<p><strong>${word}</strong></p>` }));
    await publish(product);
    expect(await find(word)).toEqual([product.id]);
    expect(await find(`strong ${word}`)).toEqual([]);
    expect(await seen(product.id)).toEqual({
      description: word,
      descriptionHtml: `<p><strong>${word}</strong></p>`,
      seo: { description: word },
    });
    const changedAt = async () =>
      products.sql.$queryRawUnsafe(`SELECT page_changed_at FROM products WHERE id = $1::uuid`, product.id);
    const before = await changedAt();
    const marks = { descriptionHtml: `<p><em>${word}</em></p>` };
    expect(made(await update({ ...product, publication: { status: '', version: 2 } }, marks))).toMatchObject(
      marks,
    );
    expect(await changedAt()).not.toEqual(before);
  });
});

describe('in another language', () => {
  const selection = `... on CatalogueTranslationsUpdateSuccess { translations { version texts { field source sourceHtml text html translatedFrom } } }
    ... on InvalidInputError { fields { path code } }`;
  interface Translated {
    readonly translations: {
      readonly version: number;
      readonly texts: readonly { readonly field: string }[];
    };
  }
  const translate = async (id: string, version: number, text: object) =>
    (await mutate(products, editor, {
      name: 'catalogueTranslationsUpdate',
      input: {
        ownerType: 'PRODUCT',
        ownerId: id,
        language: 'de',
        version,
        texts: [{ field: 'DESCRIPTION', ...text }],
      },
      selection,
    })) as unknown as Translated;
  const descriptionOf = ({ translations }: Translated) =>
    translations.texts.find(({ field }) => field === 'DESCRIPTION');

  it('has marks of its own, or none', async () => {
    const product = made(await create({ descriptionHtml: '<p>By <b>hand</b></p>' }));
    await publish(product);
    const html = '<p onclick="x()">Von <b>Hand</b></p>';
    const kept = '<p>Von <strong>Hand</strong></p>';
    expect(descriptionOf(await translate(product.id, 2, { html }))).toEqual({
      field: 'DESCRIPTION',
      source: 'By hand',
      sourceHtml: '<p>By <strong>hand</strong></p>',
      text: 'Von Hand',
      html: kept,
      translatedFrom: null,
    });
    expect(await seen(product.id, 'de-AT')).toMatchObject({ description: 'Von Hand', descriptionHtml: kept });
    expect(await find('Hand')).toContain(product.id);
    expect(descriptionOf(await translate(product.id, 3, { text: 'Von Hand' }))).toMatchObject({ html: kept });
    expect(descriptionOf(await translate(product.id, 3, { text: 'Handgemacht' }))).toMatchObject({
      html: null,
    });
    expect(await seen(product.id, 'de')).toMatchObject({ descriptionHtml: 'Handgemacht' });
    expect(descriptionOf(await translate(product.id, 4, { html: '' }))).toMatchObject({
      text: null,
      html: null,
    });
    expect(await seen(product.id, 'de')).toMatchObject({
      descriptionHtml: '<p>By <strong>hand</strong></p>',
    });
  });

  it.each([
    [{ text: 'a', html: '<p>a</p>' }, 'INVALID_VALUE'],
    [{ field: 'NAME', html: '<p>a</p>' }, 'INVALID_VALUE'],
    [{ html: `<p>${'x'.repeat(20_001)}</p>` }, 'TOO_LONG'],
  ])('is refused where it cannot be (%#)', async (text, code) => {
    const { id } = made(await create({ description: 'Tin' }));
    expect(await translate(id, 1, text)).toMatchObject({ fields: [{ path: ['texts', '0', 'html'], code }] });
  });
});
