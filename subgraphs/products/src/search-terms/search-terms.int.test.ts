import { rowsReadBy, type TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { addCounts, forgetDays, forgetTerms, readOffered } from './repository/search-terms.ts';
import { SearchCounter } from './search-counter.ts';
import { writeCounts } from './use-cases/keep-counts.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 60, env: { SEARCH_COUNT_SECONDS: '0.05' } });
});
afterAll(() => products[Symbol.asyncDispose]());
beforeEach(() => products.sql.$executeRawUnsafe('DELETE FROM search_terms'));

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const guest = (): TestViewer => ({ id: uuidv7(), role: 'GUEST' });
const input = (query: string, more = '') => `{ query: ${JSON.stringify(query)}${more} }`;

interface SearchOptions {
  readonly viewer?: TestViewer | null;
  readonly more?: string;
  readonly language?: string;
}

async function search(query: string, { viewer = guest(), more = '', language = 'en' }: SearchOptions = {}) {
  const { errors } = await products.graphql(
    viewer,
    `{ productSearch(input: ${input(query, more)}) { products { nodes { id } } } }`,
    {},
    { 'accept-language': language },
  );
  expect(errors).toBeUndefined();
}

interface SeenTerm {
  readonly id: string;
  readonly text: string;
  readonly language: string;
  readonly searchCount: number;
}

async function terms(args = '', viewer: TestViewer | null = staff): Promise<readonly SeenTerm[]> {
  const { data, errors } = await products.graphql<{ searchTerms: { nodes: SeenTerm[] } }>(
    viewer,
    `{ searchTerms${args} { nodes { id text language searchCount answeredCount unansweredCount visitorCount isOffered isHidden } } }`,
  );
  expect(errors).toBeUndefined();
  return data.searchTerms.nodes;
}

const eventually = (args = '') => expect.poll(() => terms(args), { timeout: 5_000 });

async function offered(query: string, language = 'en'): Promise<string[]> {
  const { data } = await products.graphql<{ searchSuggest: { queries: string[] } }>(
    null,
    'query ($query: String!) { searchSuggest(query: $query) { queries } }',
    { query },
    { 'accept-language': language },
  );
  return data.searchSuggest.queries;
}

interface Counting {
  readonly searches?: number;
  readonly visitors?: number;
  readonly language?: 'en' | 'de';
  readonly unanswered?: number;
  readonly at?: Date;
}

/** Counts as a process writes them, with so many visitors. */
function counted(
  term: string,
  { searches = 10, visitors = 5, language = 'en', unanswered = 0, at = new Date() }: Counting = {},
) {
  const answered = searches - unanswered;
  const count = {
    language,
    term,
    searches,
    answered,
    unanswered,
    visitorBits: (1n << BigInt(visitors)) - 1n,
  };
  return addCounts(products.database.statements, [count], { now: at, newId: () => uuidv7() });
}

const hide = (id: string, isHidden: boolean, viewer: TestViewer | null = staff) =>
  mutate(products, viewer, {
    name: 'searchTermUpdate',
    input: { id, isHidden },
    selection: `... on SearchTermUpdateSuccess { term { isHidden isOffered } } ... on SearchTermNotFoundError { searchTermId }`,
  });

describe('what buyers search for', () => {
  it('is counted once it is known what came of it, whoever they are', async () => {
    const one = guest();
    await search('Mug', { viewer: one });
    await search(' mug ', { viewer: one });
    await search('mUG', { viewer: one });
    await search('mugg');
    await search('qqqxyz');
    await search('qqqxyz', { viewer: null });
    await eventually().toMatchObject([
      { text: 'mug', searchCount: 3, answeredCount: 3, unansweredCount: 0, visitorCount: 1 },
      { text: 'qqqxyz', searchCount: 2, answeredCount: 0, unansweredCount: 2 },
      { text: 'mugg', searchCount: 1, answeredCount: 0, unansweredCount: 0, isOffered: false },
    ]);
    await eventually('(sort: MOST_UNANSWERED, first: 1)').toMatchObject([{ text: 'qqqxyz' }]);
    await eventually('(filters: { isUnanswered: true })').toMatchObject([{ text: 'qqqxyz' }]);
  });

  it('is not counted of staff, with filters, on later pages, and where it may be about somebody', async () => {
    await search('mug', { viewer: staff });
    await search('mug', { more: ', filters: { minimumRating: 1 }' });
    await search('mug', { more: ', last: 1' });
    await search('mug', { more: ', first: 0' });
    await search('shopper@example.com');
    await search('4242 4242 4242 4242');
    await search('teapot');
    await eventually().toMatchObject([{ text: 'teapot', searchCount: 1 }]);
  });

  it('is of the language that it was searched for in', async () => {
    await search('mug', { language: 'de' });
    await eventually('(filters: { languages: ["de"] })').toMatchObject([{ text: 'mug', language: 'de' }]);
    expect(await terms('(filters: { languages: ["en"] })')).toEqual([]);
  });

  it('is said to be of one visitor, however many guests of a network they are', async () => {
    for (let time = 0; time < 6; time += 1) await search('mug');
    await eventually().toMatchObject([{ searchCount: 6, visitorCount: 1, isOffered: false }]);
    for (let time = 0; time < 20; time += 1)
      await search('mug', { viewer: { id: uuidv7(), role: 'CUSTOMER' } });
    await eventually().toMatchObject([{ searchCount: 26, isOffered: true }]);
  });

  it('tells the day on which it was last searched for, and nothing nearer', async () => {
    await counted('mug', { at: new Date('2026-05-06T07:08:09.010Z') });
    const { data } = await products.graphql(staff, '{ searchTerms { nodes { lastSearchedAt } } }');
    expect(data).toEqual({ searchTerms: { nodes: [{ lastSearchedAt: '2026-05-06T00:00:00.000Z' }] } });
  });

  it('costs a search no statement', async () => {
    await search('mug');
    await eventually().toHaveLength(1);
    products.statements.reset();
    await search('mug', { viewer: null });
    const sent = products.statements.statements();
    expect(sent.filter((sql) => /search_term/i.test(sql) && !/^\s*WITH counted/.test(sql))).toEqual([]);
    await eventually().toMatchObject([{ searchCount: 2 }]);
  });

  it('is added up by several processes at once', async () => {
    await Promise.all(Array.from({ length: 8 }, () => counted('mug', { searches: 3, visitors: 2 })));
    expect(await terms()).toMatchObject([{ text: 'mug', searchCount: 24, visitorCount: 2 }]);
  });

  it('is listed page by page, each once, both ways', async () => {
    for (const [place, term] of ['a', 'b', 'c', 'd', 'e'].entries())
      await counted(term, { searches: 1 + (place % 2) });
    for (const sort of ['MOST_SEARCHED', 'LATEST', 'MOST_UNANSWERED']) {
      const all = (await terms(`(sort: ${sort})`)).map(({ text }) => text);
      for (const [size, from, cursor, next] of [
        ['first', 'after', 'endCursor', 'hasNextPage'],
        ['last', 'before', 'startCursor', 'hasPreviousPage'],
      ] as const) {
        const seen: string[] = [];
        for (let place = 'null', hasMore = true; hasMore;) {
          const { data } = await products.graphql<{
            searchTerms: { nodes: SeenTerm[]; totalCount: number; pageInfo: Record<string, unknown> };
          }>(
            staff,
            `{ searchTerms(sort: ${sort}, ${size}: 2, ${from}: ${place}) { totalCount nodes { text } pageInfo { ${cursor} ${next} } } }`,
          );
          const { nodes, pageInfo, totalCount } = data.searchTerms;
          expect(totalCount).toBe(5);
          const texts = nodes.map(({ text }) => text);
          if (size === 'first') seen.push(...texts);
          else seen.unshift(...texts);
          hasMore = pageInfo[next] === true;
          place = JSON.stringify(pageInfo[cursor]);
        }
        expect(seen).toEqual(all);
      }
    }
  });

  it('is forgotten when it is long ago', async () => {
    const dayMs = 86_400_000;
    const daysAgo = (days: number) => new Date(Date.now() - days * dayMs);
    const { statements } = products.database;
    await counted('mug', { searches: 5, visitors: 6, at: daysAgo(100) });
    await counted('mug', { searches: 2, visitors: 3, at: daysAgo(1) });
    await counted('gone', { at: daysAgo(100) });
    await counted('alone', { visitors: 1, at: daysAgo(10) });
    await counted('alone', { visitors: 1, at: daysAgo(1) });
    await counted('about a person', { at: daysAgo(100) });
    const hidden = (await terms()).find(({ text }) => text === 'about a person');
    await hide(hidden?.id ?? '', true);
    expect(await products.database.transaction((tx) => forgetDays(tx, daysAgo(90), 100))).toBe(3);
    expect(await forgetTerms(statements, { before: daysAgo(7), limit: 100 })).toBe(3);
    expect(await terms()).toMatchObject([{ text: 'mug', searchCount: 2, visitorCount: 3 }]);
    const audited = await products.sql.$queryRawUnsafe<object[]>(
      `SELECT FROM audit.entries WHERE operation = 'searchTermUpdate' AND (before::text || after::text) LIKE '%person%'`,
    );
    expect(audited).toEqual([]);
  });

  it('is counted while others forget, in whichever order', async () => {
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    await counted('mug', { searches: 5, at: daysAgo(100) });
    await products.database.transaction(async (tx) => {
      await tx.selectFrom('searchTerms').select('id').forUpdate().execute();
      const forgotten = products.database.transaction((other) => forgetDays(other, daysAgo(90), 100));
      expect(await forgotten).toBe(0);
      await tx.updateTable('searchTermDays').set({ searches: 5 }).execute();
    });
    expect(await products.database.transaction((tx) => forgetDays(tx, daysAgo(90), 100))).toBe(1);
  });

  it('is written the next time where it could not be', async () => {
    const counter = new SearchCounter('a key');
    for (let place = 0; place < 600; place++)
      counter.count({ term: `term ${place}`, language: 'en', outcome: 'ANSWERED', visitor: 'one' });
    let calls = 0;
    const newId = () => {
      calls += 1;
      if (calls === 501) throw new Error('not now');
      return uuidv7();
    };
    const parts = { database: products.database, now: () => new Date() };
    await expect(writeCounts({ ...parts, newId }, counter)).rejects.toThrow('not now');
    counter.count({ term: 'term 0', language: 'en', outcome: 'ANSWERED', visitor: 'one' });
    await writeCounts({ ...parts, newId: () => uuidv7() }, counter);
    const [sum] = await products.sql.$queryRawUnsafe<object[]>(
      `SELECT count(*)::int AS terms, sum(searches)::int AS searches FROM search_terms WHERE term LIKE 'term %'`,
    );
    expect(sum).toEqual({ terms: 600, searches: 601 });
  });

  it('is for staff who keep the catalogue alone', async () => {
    const { errors } = await products.graphql(guest(), '{ searchTerms { totalCount } }');
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('what others have searched for', () => {
  it('is suggested in its language to who types its beginning, the most searched for first', async () => {
    await counted('ceramic mug', { searches: 10 });
    await counted('ceramic mug blue', { searches: 20 });
    await counted('Cerámic-mug', { searches: 5 });
    await counted('keramikbecher', { language: 'de' });
    expect(await offered('Cera')).toEqual(['ceramic mug blue', 'ceramic mug']);
    expect(await offered('ceramic mug b')).toEqual(['ceramic mug blue']);
    expect(await offered('ker')).toEqual([]);
    expect(await offered('ker', 'de')).toEqual(['keramikbecher']);
    expect(await offered('')).toEqual([]);
    expect(await offered('%')).toEqual([]);
  });

  it('is not read whole where many begin so', async () => {
    await products.sql.$executeRawUnsafe(`
      INSERT INTO search_terms (id, language, term, searches, answered, unanswered, visitor_bits, first_searched_at, last_searched_at)
      SELECT gen_random_uuid(), 'en', 'mug ' || n, n, n, 0, 31, now(), now() FROM generate_series(1, 3000) AS n`);
    await products.sql.$executeRawUnsafe('ANALYZE search_terms');
    const read = await products.database.transaction((tx) =>
      rowsReadBy(tx, () => readOffered(tx, { typed: 'm', language: 'en' }, 8)),
    );
    expect(read('search_terms')).toBeLessThan(100);
    expect(await offered('m')).toHaveLength(8);
  });

  it('is not where too few have, where it finds nothing, and where staff hide it', async () => {
    await counted('few', { visitors: 4 });
    await counted('nothing', { searches: 10, unanswered: 5 });
    expect([await offered('few'), await offered('noth')]).toEqual([[], []]);
    await counted('rude');
    expect(await offered('ru')).toEqual(['rude']);
    const [term] = await terms('(filters: { isOffered: true })');
    const id = term?.id ?? '';
    expect(await hide(id, true)).toMatchObject({ term: { isHidden: true, isOffered: false } });
    expect(await hide(id, true)).toMatchObject({ term: { isHidden: true } });
    expect(await offered('ru')).toEqual([]);
    await counted('rude');
    expect(await offered('ru')).toEqual([]);
    expect(await terms('(filters: { isHidden: true })')).toMatchObject([{ text: 'rude', searchCount: 20 }]);
    expect(await hide(id, false)).toMatchObject({ term: { isOffered: true } });
  });

  it.each(['nonsense', uuidv7()])('cannot be hidden under the id %s, which is none', async (id) => {
    expect(await hide(id, true)).toMatchObject({ __typename: 'SearchTermNotFoundError', searchTermId: id });
  });
});
