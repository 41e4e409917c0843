import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { addShirts, editor, type MadeProduct } from '../../test/edit-product.ts';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 5 });
});
afterAll(() => products[Symbol.asyncDispose]());

/** Two shirts in navy and sand that shoppers see, the later one last. */
let shirts: MadeProduct[];
beforeEach(async () => {
  await products.sql.$executeRawUnsafe(`UPDATE products SET status = 'ARCHIVED'`);
  shirts = [await addShirts(products), await addShirts(products)];
  for (const { id } of shirts) await setStatus(id, 'PUBLISHED');
});

const setStatus = (id: string, status: string) =>
  products.sql.$executeRawUnsafe('UPDATE products SET status = $2 WHERE id = $1::uuid', id, status);

/** Says what the options of a shirt are called in German, as staff do. */
async function translate(place: number, texts: readonly (readonly [of: readonly string[], text: string])[]) {
  const input = {
    ownerType: 'PRODUCT',
    ownerId: shirts[place]?.id,
    language: 'de',
    version: 1,
    texts: texts.map(([of, text]) => ({ field: of.length === 1 ? 'OPTION' : 'OPTION_VALUE', of, text })),
  };
  const selection = '... on InvalidInputError { fields { path code } }';
  expect(
    await mutate(products, editor, { name: 'catalogueTranslationsUpdate', input, selection }),
  ).toMatchObject({
    __typename: 'CatalogueTranslationsUpdateSuccess',
  });
}

interface Facet {
  readonly code: string;
  readonly label: string;
  readonly values: readonly {
    readonly value: string;
    readonly label: string;
    readonly toggledFilters: object;
  }[];
}

async function facets(language: string, filters: object = {}): Promise<readonly Facet[]> {
  const { data, errors } = await products.graphql<{ productSearch: { facets: readonly Facet[] } }>(
    null,
    `query ($input: ProductSearchInput!) { productSearch(input: $input) {
      facets { code label values { value label toggledFilters } } } }`,
    { input: { query: 'shirt', filters } },
    { 'accept-language': language },
  );
  expect(errors).toBeUndefined();
  return data.productSearch.facets.filter(({ code }) => code.startsWith('option:'));
}

const labelled = async (language: string, filters?: object) =>
  (await facets(language, filters)).map(({ code, label, values }) => [
    code,
    label,
    values.map((one) => `${one.value}: ${one.label}`),
  ]);

it('facets of options are called what they are in the language of the reader, and sorted by it', async () => {
  await translate(0, [
    [['Colour'], 'Farbe'],
    [['Colour', 'Navy'], 'Tintenblau'],
    [['Colour', 'Sand'], 'Beige'],
    [['Size', 'S'], 'klein'],
  ]);
  expect(await labelled('de')).toEqual([
    ['option:Colour', 'Farbe', ['Sand: Beige', 'Navy: Tintenblau']],
    ['option:Size', 'Size', ['S: klein', 'M: M']],
  ]);
  expect(await labelled('en')).toEqual([
    ['option:Colour', 'Colour', ['Navy: Navy', 'Sand: Sand']],
    ['option:Size', 'Size', ['S: S', 'M: M']],
  ]);
});

it('what is chosen is called so, too, and filters name what is stored', async () => {
  await translate(0, [[['Colour', 'Navy'], 'Tintenblau']]);
  const options = [{ name: 'Colour', values: ['Navy'] }];
  const [colour] = await facets('de', { options, tags: ['nobody has it'] });
  expect(colour?.values).toEqual([
    { value: 'Navy', label: 'Tintenblau', toggledFilters: { tags: ['nobody has it'] } },
  ]);
});

it('of several products the latest says it that shoppers see and that has a text', async () => {
  const navy = async () => (await facets('de'))[0]?.values.find(({ value }) => value === 'Navy')?.label;
  await translate(0, [[['Colour', 'Navy'], 'Tintenblau']]);
  expect(await navy()).toBe('Tintenblau');
  await translate(1, [[['Colour', 'Navy'], 'Marine']]);
  expect(await navy()).toBe('Marine');
  await setStatus(shirts[1]?.id ?? '', 'DRAFT');
  expect(await navy()).toBe('Tintenblau');
  await setStatus(shirts[1]?.id ?? '', 'PUBLISHED');
  expect(await navy()).toBe('Marine');
});

it('has texts from before they were kept, what was said meanwhile, and nothing that is said no more', async () => {
  await translate(0, [
    [['Colour'], 'Farbe'],
    [['Colour', 'Navy'], 'Tintenblau'],
  ]);
  const rows = () =>
    products.sql.$queryRawUnsafe<object[]>('SELECT product_id, key, text FROM option_texts ORDER BY 1, 2');
  const kept = await rows();
  expect(kept).not.toEqual([]);
  await products.sql.$executeRawUnsafe(`DELETE FROM option_texts WHERE text <> 'Farbe'`);
  await products.sql.$executeRawUnsafe(
    `INSERT INTO option_texts (product_id, language, key, text) VALUES ($1::uuid, 'de', 'OPTION', 'Fort')`,
    shirts[1]?.id,
  );
  const file =
    '../../../../prisma/products/migrations/20270210400001_option_texts_of_products_before/migration.sql';
  await products.sql.$executeRawUnsafe(readFileSync(new URL(file, import.meta.url), 'utf8'));
  expect(await rows()).toEqual(kept);
});
