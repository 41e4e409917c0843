import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { mutate } from '../support/mutate.ts';
import { findVariant } from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const visitor = graphqlClient(graphqlUrl);
let staff: GraphqlClient;
let owner: { readonly id: string; readonly slug: string; readonly name: string };
beforeAll(async () => {
  staff = await staffClient(graphqlUrl);
  const { slug } = await findVariant(visitor, 10, 12);
  const query = 'query ($slug: String!) { product(slug: $slug) { id slug name } }';
  ({ product: owner } = await visitor.ask<{ product: typeof owner }>(query, { slug }));
});
afterAll(() => translate(null));

/** Gives the product a name in German, or takes it away. */
async function translate(text: string | null): Promise<void> {
  const read = `query ($id: ID!) { catalogueTranslations(ownerType: PRODUCT, ownerId: $id, language: "de") { version } }`;
  const { catalogueTranslations } = await staff.ask<{ catalogueTranslations: { version: number } }>(read, {
    id: owner.id,
  });
  const { version } = catalogueTranslations;
  const texts = [{ field: 'NAME', text }];
  const result = await mutate(staff, {
    name: 'catalogueTranslationsUpdate',
    input: { ownerType: 'PRODUCT', ownerId: owner.id, language: 'de', version, texts },
    select: '__typename',
  });
  expect(result).toEqual({ __typename: 'CatalogueTranslationsUpdateSuccess' });
}

interface Seen {
  readonly text: string;
  readonly isHit: boolean;
  readonly language: string | null;
}

async function ask(query: string, language: string): Promise<Seen> {
  const response = await fetch(graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': language },
    body: JSON.stringify({ query, variables: { slug: owner.slug } }),
  });
  return {
    text: await response.text(),
    isHit: (response.headers.get('cache-status') ?? '').includes('hit'),
    language: response.headers.get('content-language'),
  };
}

it('a product is read in each language, from what is kept too, and a search reads the language that is asked in', async () => {
  const page = 'query ($slug: String!) { product(slug: $slug) { name seo { title } } }';
  await ask(page, 'de');
  await translate('Drehbarer Prüfstein');
  await expect
    .poll(async () => (await ask(page, 'de')).text, { timeout: 10_000 })
    .toContain('Drehbarer Prüfstein');
  for (const [language, tag, name] of [
    ['de-AT, de;q=0.9', 'de', 'Drehbarer Prüfstein'],
    ['en', 'en', owner.name],
  ] as const) {
    await expect.poll(async () => (await ask(page, language)).isHit, { timeout: 10_000 }).toBe(true);
    const { text, language: told } = await ask(page, language);
    expect(JSON.parse(text)).toEqual({ data: { product: { name, seo: { title: name } } } });
    expect(told).toBe(tag);
  }
  const search = '{ productSearch(input: { query: "drehbare prüfsteine" }) { products { nodes { name } } } }';
  expect(JSON.parse((await ask(search, 'de')).text)).toEqual({
    data: { productSearch: { products: { nodes: [{ name: 'Drehbarer Prüfstein' }] } } },
  });
  expect((await ask(search, 'en')).text).not.toContain('Drehbarer');
});

it('the sample shop has its categories in German', async () => {
  const categories = '{ shop { languages defaultLanguage } categories { name } }';
  const [german, english] = [await ask(categories, 'de'), await ask(categories, 'en')];
  expect(german.text).toContain('"Kleidung"');
  expect(english.text).toContain('"Clothing"');
  expect(german.text).toContain('"languages":["en","de"],"defaultLanguage":"en"');
});
