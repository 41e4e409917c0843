import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editor } from '../../test/edit-product.ts';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { readTree } from '../catalogue/door.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 1 });
});
afterAll(() => products[Symbol.asyncDispose]());

interface Page {
  readonly id: string;
  readonly slug: string;
  readonly version: number;
  readonly description: string;
  readonly descriptionHtml: string;
}

const fields = 'id slug version description descriptionHtml';
const hostile = '<h1>Of clay</h1><p onclick="x()">By <b>hand</b><script>alert(1)</script></p>';
const said = {
  description: 'Of clay\nBy hand',
  descriptionHtml: '<h3>Of clay</h3><p>By <strong>hand</strong></p>',
};

describe.each([
  ['category', 'Category', 500],
  ['collection', 'Collection', 2_000],
  ['brand', 'Brand', 5_000],
])('the description of a %s', (kind, type, most) => {
  const change = (verb: 'Create' | 'Update', input: object) =>
    mutate(products, editor, {
      name: `${kind}${verb}`,
      input,
      selection: `... on ${type}${verb}Success { ${kind} { ${fields} } } ... on InvalidInputError { fields { path code } }`,
    });
  const create = (texts: object) => change('Create', { name: `Page ${randomUUID()}`, ...texts });
  const update = ({ id, version }: Page, texts: object) => change('Update', { id, version, ...texts });
  const made = (result: object) => (result as Readonly<Record<string, Page>>)[kind] as Page;

  async function seen({ slug }: Page, language = 'en'): Promise<Page | undefined> {
    const { data, errors } = await products.graphql<Record<string, Page>>(
      null,
      `query ($slug: String!) { ${kind}(slug: $slug) { ${fields} seo { description } } }`,
      { slug },
      { 'accept-language': language },
    );
    expect(errors).toBeUndefined();
    return data[kind];
  }

  it('is HTML that can be shown, which its text follows from', async () => {
    const page = made(await create({ descriptionHtml: hostile }));
    expect(page).toMatchObject(said);
    await expect.poll(() => seen(page)).toMatchObject({ ...said, seo: { description: said.description } });
  });

  it('stays where the text is given as it is, goes with another one, and is taken away', async () => {
    const page = made(await create({ descriptionHtml: hostile }));
    expect(made(await update(page, { description: page.description }))).toEqual(page);
    const marked = made(await update(page, { descriptionHtml: '<p><em>Clay</em></p>' }));
    expect(marked).toMatchObject({
      description: 'Clay',
      descriptionHtml: '<p><em>Clay</em></p>',
      version: 2,
    });
    const other = made(await update(marked, { description: 'Tin & iron\nGlass' }));
    expect(other).toMatchObject({ descriptionHtml: 'Tin &amp; iron<br>Glass', version: 3 });
    const none = made(await update(other, { descriptionHtml: '' }));
    expect(none).toMatchObject({ description: '', descriptionHtml: '', version: 4 });
    const trail = await products.sql.$queryRawUnsafe<object[]>(
      `SELECT before ->> 'descriptionHtml' AS before, after ->> 'descriptionHtml' AS after FROM audit.entries
       WHERE target = $1 AND operation = $2 ORDER BY position`,
      page.id,
      `${kind}Update`,
    );
    expect(trail).toEqual([
      { before: said.descriptionHtml, after: '<p><em>Clay</em></p>' },
      { before: '<p><em>Clay</em></p>', after: null },
      { before: null, after: null },
    ]);
  });

  it('is said once, and is no longer than it may be', async () => {
    const page = made(await create({}));
    for (const [texts, code] of [
      [{ description: 'a', descriptionHtml: '<p>a</p>' }, 'INVALID_VALUE'],
      [{ descriptionHtml: `<p>${'x'.repeat(most + 1)}</p>` }, 'TOO_LONG'],
      [{ descriptionHtml: `<p>${'<b>x</b>'.repeat(most)}</p>` }, 'TOO_LONG'],
    ] as const)
      for (const refused of [await create(texts), await update(page, texts)])
        expect(refused).toMatchObject({ fields: [{ path: ['descriptionHtml'], code }] });
  });

  const translate = ({ id, version }: Page, text: object) =>
    mutate(products, editor, {
      name: 'catalogueTranslationsUpdate',
      input: {
        ...{ ownerType: type.toUpperCase(), ownerId: id, language: 'de', version },
        texts: [{ field: 'DESCRIPTION', ...text }],
      },
      selection: `... on CatalogueTranslationsUpdateSuccess { translations { version texts { field sourceHtml text html } } }
        ... on InvalidInputError { fields { path code message } }`,
    });

  it('has marks of its own in another language, which it keeps when something else is changed', async () => {
    const page = made(await create({ descriptionHtml: hostile }));
    const translated = await translate(page, { html: '<p onclick="x()">Von <b>Hand</b></p>' });
    const descriptionHtml = '<p>Von <strong>Hand</strong></p>';
    expect(translated).toMatchObject({
      translations: {
        texts: expect.arrayContaining([
          { field: 'DESCRIPTION', sourceHtml: said.descriptionHtml, text: 'Von Hand', html: descriptionHtml },
        ]) as unknown,
      },
    });
    await expect.poll(() => seen(page, 'de')).toMatchObject({ description: 'Von Hand', descriptionHtml });
    expect(await seen(page)).toMatchObject(said);
    await update({ ...page, version: page.version + 1 }, { seo: { title: 'Clay' } });
    expect(await seen(page, 'de')).toMatchObject({ version: page.version + 2, descriptionHtml });
    expect(await seen(page)).toMatchObject(said);
  });

  it('is no longer in another language than it may be', async () => {
    const page = made(await create({ descriptionHtml: hostile }));
    for (const [text, place] of [
      [{ text: 'x'.repeat(most + 1) }, 'text'],
      [{ html: `<p>${'x'.repeat(most + 1)}</p>` }, 'html'],
      [{ html: `<p>${'<b>x</b>'.repeat(most)}</p>` }, 'html'],
    ] as const)
      expect(await translate(page, text)).toMatchObject({
        fields: [{ path: ['texts', '0', place], code: 'TOO_LONG' }],
      });
    expect(await translate(page, { text: 'x'.repeat(most) })).toMatchObject({ translations: { version: 2 } });
  });
});

it('the tree of categories, which is read often, goes without marks', async () => {
  const marked = await products.sql.$queryRawUnsafe<object[]>(
    `SELECT FROM categories WHERE description_html IS NOT NULL AND translations #> '{de,DESCRIPTION_HTML}' IS NOT NULL`,
  );
  expect(marked).not.toEqual([]);
  const tree = JSON.stringify((await readTree(products.database.statements)).walk());
  expect(tree).toContain('Von Hand');
  expect(tree).not.toMatch(/description_?html|<p>/iu);
});
