import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addProduct } from '../../test/add-product.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 520 });
});
afterAll(() => products[Symbol.asyncDispose]());

interface SeenWord {
  readonly typed: string;
  readonly reading: string;
  readonly searchedFor: string[];
}

interface SeenSearch {
  readonly didYouMean: string | null;
  readonly interpretation: { searchedFor: string; match: string; words: SeenWord[] } | null;
  readonly products: { readonly totalCount: number; readonly nodes: { id: string; name: string }[] };
}

async function search(query: string, spelling = 'CORRECTED'): Promise<SeenSearch> {
  const { data, errors } = await products.graphql(
    null,
    `query ($input: ProductSearchInput!) { productSearch(input: $input) {
      didYouMean interpretation { searchedFor match words { typed reading searchedFor } }
      products { totalCount nodes { id name } } } }`,
    { input: { query, spelling, first: 100 } },
  );
  expect(errors).toBeUndefined();
  return (data as { productSearch: SeenSearch }).productSearch;
}

async function namesFor(query: string): Promise<string[]> {
  return (await search(query)).products.nodes.map(({ name }) => name).toSorted();
}

async function suggest(query: string): Promise<{ text: string; searchedFor: string | null }[]> {
  const { data, errors } = await products.graphql(
    null,
    'query ($query: String!) { searchSuggest(query: $query, first: 20) { products { text searchedFor } } }',
    { query },
  );
  expect(errors).toBeUndefined();
  return (data as { searchSuggest: { products: { text: string; searchedFor: string | null }[] } })
    .searchSuggest.products;
}

/** Each row is one thing, typed in several ways. */
describe('what is typed in any form', () => {
  it.each([
    ['cafetière', 'cafetie\u0300re', 'cafetiere', 'CAFETIÈRE', 'caf\u00ade\u200btière', 'ｃａｆｅｔｉｅｒｅ'],
    ['crêpe pan', 'crepe pan', 'CRE\u0302PE PAN', 'crêpe\u00a0pan', '\ufeffcrêpe pan'],
    ['Bärenholt', 'barenholt', 'ba\u0308renholt', 'BÄRENHOLT'],
    ['20 cm', '20cm', '20-cm', '20 CM', '20CM', '20㎝', '２０ｃｍ', '20 centimetres', '20\u202fcm'],
    ['1 l', '1l', '1 L', '1 litre', '1-liter', '1.0 l', '1,0 l'],
    ['500 ml', '500ml', '500ML', '500 millilitres'],
    ['2 persons', '2 person', '2-person', '2-persons'],
    ['t-shirt', 'tshirt', 'T Shirt', 't\u2011shirt', 'T\u2013SHIRT', 'tshirts', 't-shirts', 't shirts'],
    ["chef's", 'chef’s', 'chefs', 'chef', "CHEF'S", 'chef＇s', 'chef`s'],
    ['hi-fi', 'hifi', 'hi fi', 'HI-FI'],
    ['roll-top', 'rolltop', 'roll top'],
    ['MUG-00045-01', 'mug-00045-01', 'mug0004501', 'MUG 00045 01', 'mug_00045_01', 'MUG\u201100045\u201101'],
    ['black & white', 'black and white', 'black, white', 'white black'],
    ['mug', '"mug"', '«mug»', '🙂 mug', 'mug™', 'the mug', 'mug?', 'm\ufe0fug'],
  ])('%j finds the same', async (first, ...others) => {
    const names = await namesFor(first);
    expect(names.length).toBeGreaterThan(0);
    for (const other of others) expect([other, await namesFor(other)]).toEqual([other, names]);
  });

  it.each([
    ['cafetière', 3],
    ['20cm', 19],
    ['MUG-00045-01', 1],
    ['bean', 3],
    ["chef's", 2],
  ])('%j finds %i products', async (query, count) => {
    expect((await search(query)).products.totalCount).toBe(count);
  });
});

describe('what is stored in any form', () => {
  it.each([
    ['Éclair Tin', ['éclair', 'eclair tin', 'E\u0301CLAIR']],
    ['Eclair Tin Deluxe', ['éclair tin', 'eclair deluxe']],
    ['Smørrebrød Straße Łódź', ['smorrebrod', 'SMØRREBRØD', 'strasse', 'STRASSE', 'straße', 'lodz', 'łódź']],
    ['Œuvre Ægir Þorn Đakovo', ['oeuvre', 'œuvre', 'aegir', 'thorn', 'dakovo']],
    ['Iznik İstanbul Kılıç', ['istanbul', 'İSTANBUL', 'kilic', 'KILIÇ', 'kılıç']],
    ['ΣΟΦΟΣ Κεραμικός', ['σοφος', 'σοφοσ', 'κεραμικος', 'ΚΕΡΑΜΙΚΌΣ']],
    ['Ёлка синяя', ['елка', 'ЁЛКА', 'синяя']],
    ['Ｗｉｄｅ ﬁne ①', ['wide', 'fine', '1 wide']],
    ["L'Été Indien", ['été', "l'été", 'l’ete', 'ete indien']],
    ["O'Neill Rock'n'Roll", ['oneill', "o'neill", 'neill', "rock 'n' roll", 'rocknroll']],
    ['Monitor 13″', ['13"', '13 inch', '13in', '13-inch', '13”', "13''"]],
    ['Jug 1½ l', ['1.5l', '1,5 l', '1.5 litres', '1½l', '1 1/2 l']],
    ['Crate 1,000 pieces', ['1000 pieces', '1,000 pcs', '1000pcs']],
    ['Board 30×40 cm', ['30x40cm', '30 x 40 cm', '30 × 40cm', '40cm board']],
    ['Phone15 Case A4', ['phone15', 'phone 15', 'a4 case', 'A4']],
    ['陶瓷马克杯 500ml', ['陶瓷', '马克', '马克杯', '杯', '陶瓷马克杯', '瓷马克', '500ml 马克杯']],
    ['T恤 Nike鞋', ['恤', 'nike', '鞋', 'nike鞋', 'T恤']],
    ['コーヒーカップ', ['コーヒー', 'カップ', 'ｺｰﾋｰ', 'ー']],
    ['แก้วกาแฟ', ['กาแฟ', 'แก้ว', 'ก']],
    ['도자기 머그컵', ['머그', '머그컵', '도자기', '컵']],
    ['סֵפֶר כחול', ['ספר', 'כחול']],
    ['كِتَاب أزرق ٢٠ سم', ['كتاب', 'ازرق', '20 سم']],
    ['कप नीला', ['कप', 'नीला']],
  ])('%j is found by every way to type it', async (name, queries) => {
    await addProduct(products, { name });
    for (const query of queries) {
      const { products: found, interpretation } = await search(query);
      expect([query, found.nodes.map((node) => node.name)]).toEqual([query, expect.arrayContaining([name])]);
      expect([query, interpretation?.match, interpretation?.words.map(({ reading }) => reading)]).toEqual([
        query,
        'ALL',
        interpretation?.words.map(() => 'AS_TYPED'),
      ]);
    }
  });

  it('finds scripts without blanks only by what they contain', async () => {
    await addProduct(products, { name: '玻璃杯子' });
    for (const query of ['玻杯', '璃玻', '子杯', '玻璃壶'])
      expect((await search(query)).products.totalCount).toBe(0);
  });

  it('follows every change of a product and its variants', async () => {
    const id = await addProduct(products, { name: 'Quondam Vessel', skus: ['QV-1/A', 'QV-2'] });
    const finds = async (query: string) =>
      (await search(query)).products.nodes.some((node) => node.id === id);
    const run = (statement: string) => products.sql.$executeRawUnsafe(statement, id);
    expect(await finds('quondam')).toBe(true);
    expect(await finds('qv1a')).toBe(true);
    expect(await finds('QV-1-A')).toBe(true);
    await run("UPDATE products SET name = 'Erstwhile Vessel' WHERE id = $1");
    expect(await finds('quondam')).toBe(false);
    expect(await finds('erstwhile')).toBe(true);
    expect(await finds('qv-2')).toBe(true);
    await run("UPDATE product_variants SET sku = 'QV-3' WHERE product_id = $1 AND sku = 'QV-2'");
    expect(await finds('qv-2')).toBe(false);
    expect(await finds('qv-3')).toBe(true);
    await run("DELETE FROM product_variants WHERE product_id = $1 AND sku = 'QV-3'");
    expect(await finds('qv-3')).toBe(false);
    expect(await finds('qv-1/a')).toBe(true);
  });

  it('keeps text of any length and kind', async () => {
    const description = `${'x'.repeat(5_000)} ${'杯'.repeat(5_000)} a\u0301${'\u0301'.repeat(2_000)} end`;
    const id = await addProduct(products, { name: `Oddity ${'\u{1f642}'.repeat(50)}`, description });
    const { products: found } = await search('oddity 杯杯杯 end');
    expect(found.nodes.map((node) => node.id)).toEqual([id]);
  });
});

it('puts the product of that name first, then names with the words in their order, then names with all of them', async () => {
  const names = ['Plumbago Lanthorn', 'Garden Plumbago Lanthorn', 'Lanthorn with Plumbago'];
  for (const name of names.toReversed()) await addProduct(products, { name });
  const description = 'For a plumbago lanthorn. Plumbago lanthorn! Plumbago lanthorn.';
  await addProduct(products, { name: 'Plain Holder', description });
  for (const query of ['plumbago lanthorn', 'PLUMBAGO-Lanthorn', 'plumbag\u00f3  l\u00e1nthorn'])
    expect((await search(query)).products.nodes.map(({ name }) => name)).toEqual([...names, 'Plain Holder']);
  const turned = (await search('lanthorn plumbago')).products.nodes.map(({ name }) => name);
  expect(turned.at(-1)).toBe('Plain Holder');
});

describe('corrections', () => {
  it('says that it searched for nothing when all words are too common', async () => {
    const { products: found, interpretation } = await search('the and of');
    expect(found.totalCount).toBe(0);
    expect(interpretation).toMatchObject({ searchedFor: '', words: [] });
  });

  it.each(['discount', 'women', 'christmas', 'helicopter', '17cm', 'a4x', 'xylophonist'])(
    'take %j for nothing else, and say so',
    async (query) => {
      const { products: found, didYouMean, interpretation } = await search(query);
      expect(found.totalCount).toBe(0);
      expect(didYouMean).toBeNull();
      expect(interpretation).toMatchObject({
        searchedFor: '',
        words: [{ typed: query, reading: 'LEFT_OUT' }],
      });
      expect(await suggest(query)).toEqual([]);
    },
  );

  it.each(['sale', 'gift', 'kids', 'new'])('take %j as it was typed', async (query) => {
    const { didYouMean, interpretation } = await search(query);
    expect(didYouMean).toBeNull();
    expect(interpretation).toMatchObject({ match: 'ALL', words: [{ typed: query, reading: 'AS_TYPED' }] });
  });

  it('take a word for what it begins', async () => {
    const { interpretation, products: found } = await search('bean');
    expect(interpretation?.words).toEqual([{ typed: 'bean', reading: 'BEGINNING', searchedFor: ['beanie'] }]);
    for (const { name } of found.nodes) expect(name).toContain('Beanie');
  });

  it('say what was corrected', async () => {
    expect(await search('ceramc mug')).toMatchObject({
      didYouMean: 'ceramic mug',
      interpretation: {
        searchedFor: 'ceramic mug',
        match: 'ALL',
        words: [
          { typed: 'ceramc', reading: 'CORRECTED', searchedFor: ['ceramic'] },
          { typed: 'mug', reading: 'AS_TYPED', searchedFor: ['mug'] },
        ],
      },
    });
    expect((await search('coffeemug')).didYouMean).toBe('coffee mug');
  });

  it('say what was left out', async () => {
    const { products: found, interpretation } = await search('mug xylophonist');
    expect(found.nodes.map(({ name }) => name).toSorted()).toEqual(await namesFor('mug'));
    expect(interpretation).toMatchObject({
      searchedFor: 'mug',
      match: 'ALL',
      words: [{ reading: 'AS_TYPED' }, { typed: 'xylophonist', reading: 'LEFT_OUT', searchedFor: [] }],
    });
  });

  it('say when no product has all of the words', async () => {
    const { interpretation, products: found } = await search('beanie teapot');
    expect(interpretation?.match).toBe('ANY');
    expect(found.totalCount).toBeGreaterThan((await search('beanie')).products.totalCount);
  });

  it.each(['bean', 'ceramc', 'mug xylophonist', 'beanie teapot', 'blu t-shrit'])(
    'are not made of %j when the words are meant as typed',
    async (query) => {
      const { products: found, didYouMean, interpretation } = await search(query, 'AS_TYPED');
      expect(found.totalCount).toBe(0);
      expect(didYouMean).toBeNull();
      expect(interpretation).toMatchObject({ searchedFor: query, match: 'ALL' });
      for (const { typed, reading, searchedFor } of interpretation?.words ?? [])
        expect({ reading, searchedFor }).toEqual({ reading: 'AS_TYPED', searchedFor: [typed] });
    },
  );

  it('find the same for a cursor only in the same reading', async () => {
    const page = async (spelling: string, after?: string) =>
      products.graphql(
        null,
        `query ($input: ProductSearchInput!) { productSearch(input: $input) {
          products { pageInfo { endCursor } } } }`,
        { input: { query: 'mug', spelling, first: 1, after } },
      );
    const { data } = await page('CORRECTED');
    const { endCursor } = (data as { productSearch: { products: { pageInfo: { endCursor: string } } } })
      .productSearch.products.pageInfo;
    expect((await page('CORRECTED', endCursor)).errors).toBeUndefined();
    expect((await page('AS_TYPED', endCursor)).errors).toHaveLength(1);
  });
});

describe('suggestions', () => {
  it.each([
    ["chef's", /Chef's/],
    ['chefs', /Chef's/],
    ['caf\u00e9', /Cafetière/],
    ['CAFETIE\u0300', /Cafetière/],
    ['bean', /Beanie/],
    ['t-shi', /Shirt|Tee/],
    ['hif', /Hi-Fi/],
    ['roll-to', /./],
    ['mug-0004', /Cup|Mug/],
    ['MUG-00045-01', /Cascade Enamel Espresso Cup/],
    ['cast-iron sk', /Skillet/],
  ])('for %j', async (query, expected) => {
    const suggested = await suggest(query);
    expect(suggested.length).toBeGreaterThan(0);
    for (const { text, searchedFor } of suggested) {
      expect(text).toMatch(expected);
      expect(searchedFor).toBeNull();
    }
  });

  it.each([
    ['ceramc m', 'ceramic m'],
    ['xylophonist mug', 'mug'],
    ['hedpho', 'headphones'],
  ])('for %j say that they are for %j', async (query, searchedFor) => {
    const suggested = await suggest(query);
    expect(suggested.length).toBeGreaterThan(0);
    expect(new Set(suggested.map((suggestion) => suggestion.searchedFor))).toEqual(new Set([searchedFor]));
  });

  it('know a product as soon as it is there', async () => {
    await addProduct(products, { name: 'Zyxomma Feeder', skus: ['ZYX-77-1'] });
    for (const query of ['zyx', 'Zyxo', 'zyx77', 'ZYX-77', 'zyx 77 1'])
      expect(await suggest(query)).toMatchObject([{ text: 'Zyxomma Feeder' }]);
  });
});

/** Runs an SQL function on each of some texts. */
async function each<Result>(expression: string, texts: readonly string[]): Promise<Result[]> {
  const rows = await products.sql.$queryRawUnsafe<{ result: Result }[]>(
    `SELECT ${expression} AS result FROM unnest($1::text[]) WITH ORDINALITY AS typed(text, place) ORDER BY place`,
    texts,
  );
  return rows.map(({ result }) => result);
}

describe('any text', () => {
  const letters = fc.constantFrom(
    ...Array.from(
      'aAzZéÉßẞøØłŁđæÆœŒþıİiIσςΣёЁжÅåñ٢२๓0159-\u2011\u00ad\u200b\ufe0f\u0301\u0323\'’"″½.,/& \t杯カｶ컵กげ🙂™①ﬁ',
    ),
  );
  const texts = fc.array(
    fc.oneof(fc.string({ unit: letters, maxLength: 24 }), fc.string({ unit: 'binary' })),
    {
      minLength: 40,
      maxLength: 40,
    },
  );
  const storable = (text: string) => text.toWellFormed().replaceAll('\0', '');

  /** Tulu-Tigalari, Gurung Khema and Kirat Rai compose since Unicode 16, which PostgreSQL 15 does not know. */
  const newerThanPostgres = /[\u{11380}-\u{113ff}\u{16100}-\u{1613f}\u{16d40}-\u{16d7f}]/gu;

  it('is folded to the same from any of its forms, and stays what it has become', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (generated) => {
        const typed = generated.map((text) => storable(text).replace(newerThanPostgres, ''));
        const folded = await each<string>('search_fold(text)', typed);
        for (const form of ['NFC', 'NFD'] as const)
          expect(
            await each(
              'search_fold(text)',
              typed.map((text) => text.normalize(form)),
            ),
          ).toEqual(folded);
        expect(await each('search_fold(text)', folded)).toEqual(folded);
      }),
      { numRuns: 40 },
    );
  });

  it('is found by itself when it is the text of a product', async () => {
    const lost = `SELECT text FROM unnest($1::text[]) AS typed(text)
      CROSS JOIN LATERAL (SELECT search_vector(text) AS document) AS stored
      CROSS JOIN LATERAL search_parts(text) AS part
      CROSS JOIN LATERAL unnest(CASE
        WHEN part.is_spaceless THEN search_pairs(part.word)
        WHEN part.is_number THEN ARRAY[coalesce(part.measure, part.word)]
        ELSE ARRAY[search_stem(part.word)]
      END) AS lexeme
      WHERE NOT document @@ quote_literal(lexeme)::tsquery`;
    await fc.assert(
      fc.asyncProperty(texts, async (generated) => {
        expect(await products.sql.$queryRawUnsafe(lost, generated.map(storable))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('may be searched for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: letters, maxLength: 60 }), async (generated) => {
        await search(storable(generated));
        await suggest(storable(generated));
      }),
      { numRuns: 100 },
    );
  });
});
