import {
  brandChanged,
  categoriesChanged,
  collectionChanged,
  contracts,
  priceListChanged,
  priceListPricesChanged,
  productChanged,
  productTypesChanged,
  searchSettingsChanged,
  reviewsChanged,
  stockChanged,
  variantChanged,
} from '@cartwright/events';
import {
  startSender,
  startTestNats,
  startTestRedis,
  type TestNats,
  type TestRedis,
  type TestSender,
} from '@cartwright/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from './testing/eventually.ts';
import { openClient } from './testing/open-client.ts';
import { productId, startCachedStore, variantIdOf, type CachedStore } from './testing/start-cached-store.ts';
import type { TestGateway } from './testing/start-test-gateway.ts';

let nats: TestNats;
let redis: TestRedis;
let sender: TestSender;
let store: CachedStore;
let gateway: TestGateway;

beforeAll(async () => {
  nats = await startTestNats();
  redis = await startTestRedis();
  sender = await startSender(nats, 'products', [
    variantChanged,
    stockChanged,
    reviewsChanged,
    categoriesChanged,
    productChanged,
  ]);
});
afterAll(async () => {
  await sender[Symbol.asyncDispose]();
  await nats[Symbol.asyncDispose]();
  await redis[Symbol.asyncDispose]();
});
beforeEach(async () => {
  store = await startCachedStore();
  gateway = await store.startGateway({ NATS_URL: nats.urlFor('gateway') });
  await following(gateway);
});
afterEach(async () => {
  await gateway[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
});

const [p1, p2, p3] = [1, 2, 3].map(productId) as [string, string, string];
const card = `{ product(id: "${p1}") { id name price } }`;

/** Waits until an answer is as old as none: changes are heard of. */
async function following(one: TestGateway): Promise<void> {
  await eventually(() => one.gateway.answers?.isHearing).toBe(true);
}

async function statusOf(query: string, headers: Record<string, string> = {}, one = gateway) {
  const response = await one.post({ query }, headers);
  return { text: await response.text(), status: response.headers.get('cache-status'), response };
}

const variant = (product: string) => {
  const [sample] = variantChanged.samples;
  return {
    ...variantChanged.schema.parse(sample),
    productId: product,
    variantId: variantIdOf(product),
    version: Date.now(),
  };
};

describe('what everybody gets', () => {
  it('is fetched once, and found by the bytes of a request, by its document and by its hash', async () => {
    const first = await statusOf(card);
    expect(first.status).toBe('cartwright; fwd=miss; stored');
    expect(JSON.parse(first.text)).toEqual({
      data: { product: { id: p1, name: `Product ${p1}`, price: '100 EUR' } },
    });
    const again = await statusOf(card);
    expect([again.status, again.text]).toEqual(['cartwright; hit; detail=memory', first.text]);
    const other = await gateway.post({ query: card, variables: { unknown: 1 } });
    expect([other.headers.get('cache-status'), await other.text()]).toEqual([again.status, first.text]);
    const byUrl = await fetch(`${gateway.graphqlUrl}?query=${encodeURIComponent(card)}`);
    expect([byUrl.headers.get('cache-status'), await byUrl.text()]).toEqual([again.status, first.text]);
    expect(store.products.requests).toHaveLength(1);
  });

  it('is the same on WebSockets', async () => {
    await statusOf(card);
    await using client = openClient(gateway.webSocketUrl);
    expect(await client.first(card)).toEqual({
      data: { product: { id: p1, name: `Product ${p1}`, price: '100 EUR' } },
    });
    expect(store.products.requests).toHaveLength(1);
  });

  it('is computed for nobody, in the currency that was asked for, in whatever case', async () => {
    const authorization = await gateway.issuer.authorization();
    const mine = await statusOf(card, { authorization, 'accept-language': 'de', 'x-currency': 'usd' });
    const theirs = await statusOf(card, {
      'x-currency': 'USD',
      'x-forwarded-host': 'evil',
      'x-forwarded-for': '1.2.3.4',
    });
    const plain = await statusOf(card);
    expect([mine.text, theirs.text]).toEqual([expect.stringContaining('100 USD'), mine.text]);
    expect(plain.text).toContain('100 EUR');
    const [request, ...more] = store.products.requests;
    expect(more).toHaveLength(1);
    expect(request?.headers).not.toHaveProperty('authorization');
    expect(request?.headers).not.toHaveProperty('accept-language');
    expect(request?.headers['user-agent']).toBeUndefined();
  });

  it('is one for each language where its fields follow the language, and is never mixed', async () => {
    const greeting = `{ product(id: "${p1}") { greeting } }`;
    const ask = async (language?: string) => {
      const headers = language === undefined ? {} : { 'accept-language': language };
      const response = await gateway.post({ query: greeting }, headers);
      const { data } = JSON.parse(await response.text()) as { data: { product: { greeting: string } } };
      const [said, status] = [data.product.greeting, response.headers.get('cache-status') ?? ''];
      const told = [response.headers.get('content-language'), response.headers.get('vary')];
      return { said, isHit: status.includes('hit'), told };
    };
    const vary = 'Origin, Accept, Accept-Encoding, accept-language';
    const german = { said: 'Hallo', told: ['de', vary] };
    const english = { said: 'Hello', told: ['en', vary] };
    expect(await ask('de-AT, en;q=0.5')).toEqual({ ...german, isHit: false });
    expect(await ask('en-GB')).toEqual({ ...english, isHit: false });
    expect(await ask('de')).toEqual({ ...german, isHit: true });
    expect(await ask('fr, de;q=0.1, en;q=0')).toEqual({ ...german, isHit: true });
    expect(await ask()).toEqual({ ...english, isHit: true });
    expect(await ask('fr')).toEqual({ ...english, isHit: true });
    expect(store.products.requests.map(({ headers }) => headers['accept-language'])).toEqual(['de', 'en']);
    await using client = openClient(gateway.webSocketUrl, { 'accept-language': 'de-CH' });
    expect(await client.first(greeting)).toEqual({ data: { product: { greeting: 'Hallo' } } });
  });

  it('is one for all languages where no field follows the language', async () => {
    await statusOf(card, { 'accept-language': 'de' });
    const again = await gateway.post({ query: card }, { 'accept-language': 'en' });
    expect(again.headers.get('cache-status')).toContain('hit');
    expect(again.headers.get('content-language')).toBeNull();
    expect(again.headers.get('vary')).not.toMatch(/accept-language/i);
  });

  it('says in which language an answer is that is for whoever asked', async () => {
    const own = await gateway.post({ query: '{ viewer }' }, { 'accept-language': 'de, en;q=0.5' });
    expect(own.headers.get('content-language')).toBe('de');
    expect(own.headers.get('vary')).toBe('Origin, Accept, Accept-Language');
    expect(await own.text()).toContain('|de|');
  });

  it('is another one in each country, whatever the case of its code', async () => {
    const [there, same, elsewhere] = [
      await statusOf(card, { 'x-country': 'AT' }),
      await statusOf(card, { 'x-country': 'at' }),
      await statusOf(card),
    ];
    expect([there.text, same.text]).toEqual([expect.stringContaining('100 EUR at'), there.text]);
    expect(elsewhere.text).not.toContain('at"');
    expect(store.products.requests).toHaveLength(2);
    for (const unassigned of ['Austria', 'XX'])
      expect((await statusOf(card, { 'x-country': unassigned })).text).toContain('BAD_USER_INPUT');
  });

  it('with prices is neither given to who is in a group of customers, nor kept of what they get', async () => {
    const authorization = await gateway.issuer.authorization({ role: 'CUSTOMER', isGrouped: true });
    await statusOf(card);
    await statusOf(card);
    const own = await statusOf(card, { authorization });
    expect(own.status).toContain('fwd=bypass');
    expect(store.products.requests.at(-1)?.headers).toHaveProperty('authorization', authorization);
    store.prices.set(p1, 55);
    expect((await statusOf(card, { authorization })).text).toContain('55 EUR');
    expect((await statusOf(card)).text).toContain('100 EUR');
    store.prices.set(p1, 100);
  });

  it('is fetched once for a crowd', async () => {
    const gate = Promise.withResolvers<undefined>();
    store.products.stuckUntil = gate.promise;
    const asked = Array.from({ length: 50 }, () => statusOf(card));
    await eventually(() => store.products.requests.length).toBe(1);
    gate.resolve(undefined);
    const answers = await Promise.all(asked);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(store.products.requests).toHaveLength(1);
  });
});

describe('what is for whoever asked', () => {
  it.each([
    ['a field without a hint', '{ viewer }', 'Query.viewer'],
    ['a field that is taken out of its type', `{ product(id: "${p1}") { id secret } }`, 'Product.secret'],
    ['one public field beside a private one', `{ viewer product(id: "${p1}") { id } }`, 'Query.viewer'],
    [
      'a fragment with such a field',
      `{ product(id: "${p1}") { ...on Product { secret } } }`,
      'Product.secret',
    ],
    ['the schema', '{ __schema { queryType { name } } }', 'Query.__schema'],
  ])('is never kept: %s', async (_what, query, reason) => {
    for (const authorization of [
      await gateway.issuer.authorization(),
      await gateway.issuer.authorization(),
    ]) {
      const { status, response, text } = await statusOf(query, { authorization });
      expect([status, response.headers.get('cache-control')]).toEqual([
        `cartwright; fwd=bypass; detail="${reason}"`,
        'no-store',
      ]);
      if (reason !== 'Query.__schema') expect(text).toContain(reason === 'Query.viewer' ? authorization : '');
    }
  });

  it('is told that its token is for nobody, each time', async () => {
    await statusOf(card);
    const { text, response } = await statusOf(card, { authorization: 'Bearer forged' });
    expect(JSON.parse(text)).toMatchObject({ extensions: { accessToken: 'INVALID' } });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect((await statusOf(card)).text).not.toContain('accessToken');
  });

  it('is not kept when there are errors', async () => {
    for (let times = 0; times < 2; times += 1) await statusOf(`{ broken product(id: "${p1}") { id } }`);
    expect(store.products.requests).toHaveLength(2);
  });
});

describe('a change', () => {
  it('of a price ends what has it, and nothing else', async () => {
    const names = `{ product(id: "${p1}") { id name } }`;
    const other = `{ product(id: "${p2}") { id price } }`;
    for (const query of [card, names, other]) await statusOf(query);
    store.prices.set(p1, 999);
    await sender.send(variantChanged, variant(p1));
    await eventually(async () => (await statusOf(card)).text).toContain('999 EUR');
    for (const query of [names, other]) expect((await statusOf(query)).status).toContain('hit');
  });

  it('of any price ends a list that is ordered by it, and answers that do not say of what they are', async () => {
    const ordered = '{ products(cheapestFirst: true) { id name } }';
    const nameless = `{ product(id: "${p2}") { price } }`;
    const plain = '{ products { id name } }';
    for (const query of [ordered, nameless, plain]) await statusOf(query);
    await sender.send(variantChanged, variant(p3));
    await eventually(async () => (await statusOf(ordered)).status).toContain('miss');
    expect((await statusOf(nameless)).status).toContain('miss');
    expect((await statusOf(plain)).status).toContain('hit');
  });

  it('of reviews ends a product’s page that shows its rating, and no other', async () => {
    const page = (id: string) => `{ product(id: "${id}") { id name rating } }`;
    const other = `{ product(id: "${p1}") { id name price } }`;
    for (const query of [page(p1), page(p2), other]) await statusOf(query);
    store.ratings.set(p1, 5);
    const [sample] = reviewsChanged.samples;
    const change = { ...reviewsChanged.schema.parse(sample), productId: p1, version: Date.now() };
    await sender.send(reviewsChanged, change);
    await eventually(async () => (await statusOf(page(p1))).text).toContain('"rating":5');
    for (const query of [page(p2), other]) expect((await statusOf(query)).status).toContain('hit');
  });

  it('of a product ends what shows it, and lists, and nothing of another', async () => {
    const page = (id: string) => `{ product(id: "${id}") { id description } }`;
    const list = '{ products { id description } }';
    for (const query of [page(p1), page(p2), list]) await statusOf(query);
    store.descriptions.set(p1, 'Speckled.');
    await sender.send(productChanged, { productId: p1, changeId: crypto.randomUUID() });
    for (const query of [page(p1), list])
      await eventually(async () => (await statusOf(query)).text).toContain('Speckled.');
    expect((await statusOf(page(p2))).status).toContain('hit');
  });

  it('of a category ends what has names of categories, which is kept again once every process knows the new tree', async () => {
    let nowMs = Date.now();
    await using one = await store.startGateway(
      { NATS_URL: nats.urlFor('gateway') },
      { now: () => new Date(nowMs) },
    );
    await following(one);
    const page = `{ product(id: "${p1}") { id name category } }`;
    const other = `{ product(id: "${p1}") { id name } }`;
    for (const query of [page, other]) await statusOf(query, {}, one);
    store.categoryName = 'Cups';
    const change = categoriesChanged.schema.parse(categoriesChanged.samples[0]);
    await sender.send(categoriesChanged, { ...change, changeId: crypto.randomUUID() });
    await eventually(async () => (await statusOf(page, {}, one)).text).toContain('Cups');
    expect((await statusOf(page, {}, one)).status).not.toMatch(/hit|stored/);
    expect((await statusOf(other, {}, one)).status).toContain('hit');
    nowMs += 1_000;
    await eventually(async () => (await statusOf(page, {}, one)).status).toContain('hit');
  });

  it('of stock ends answers with the variant', async () => {
    const query = `{ product(id: "${p1}") { id variants { id isInStock } } }`;
    await statusOf(query);
    await sender.send(stockChanged, { variantId: variantIdOf(p1), version: 1, available: 0 });
    await eventually(async () => (await statusOf(query)).status).toContain('miss');
  });

  it('by a mutation is seen by whoever made it at once', async () => {
    await statusOf(card);
    await gateway.run(`mutation { priceUpdate(id: "${p1}", price: 5) { id } }`);
    expect((await statusOf(card)).text).toContain('5 EUR');
  });

  it('that somebody may not make, or that is left out, ends nothing', async () => {
    await statusOf(card);
    const refused = await gateway.run(`mutation { a: priceUpdate(id: "${p1}", price: -1) { id } }`);
    expect(refused.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    const change = `priceUpdate(id: "${p1}", price: 5)`;
    await gateway.run(`mutation { b: ${change} @skip(if: true) { id } __typename }`);
    expect((await statusOf(card)).status).toContain('hit');
    await gateway.run(`mutation { a: priceUpdate(id: "${p1}", price: -1) { id } b: ${change} { id } }`);
    expect((await statusOf(card)).text).toContain('5 EUR');
  });

  it('that comes while an answer is computed keeps it from being stored', async () => {
    const gate = Promise.withResolvers<undefined>();
    store.products.stuckUntil = gate.promise;
    const asked = statusOf(card);
    await eventually(() => store.products.requests.length).toBe(1);
    store.products.stuckUntil = undefined;
    const seen = `{ product(id: "${p2}") { id price } }`;
    await statusOf(seen);
    for (const changed of [p1, p2]) await sender.send(variantChanged, variant(changed));
    await eventually(async () => (await statusOf(seen)).status).toContain('miss');
    await eventually(() => gateway.gateway.answers?.counts.all['ended'] ?? 0).toBeGreaterThan(0);
    gate.resolve(undefined);
    expect((await asked).status).toBe('cartwright; fwd=miss');
    expect((await statusOf(card)).status).toContain('miss');
  });
});

describe('over HTTP', () => {
  it('says how caches may keep it, and answers 304 to who has it', async () => {
    const url = `${gateway.graphqlUrl}?query=${encodeURIComponent(card)}`;
    const { headers } = await fetch(url);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'public, max-age=0, s-maxage=5, stale-if-error=600',
      age: '0',
      vary: 'Origin, Accept, Accept-Encoding, x-country, x-currency',
      etag: expect.stringMatching(/^"[\w-]{22}"$/) as string,
    });
    const etag = headers.get('etag') ?? '';
    const known = await fetch(url, { headers: { 'if-none-match': `"other", W/${etag}` } });
    expect([known.status, await known.text(), known.headers.get('etag')]).toEqual([304, '', etag]);
    await gateway.run(`mutation { priceUpdate(id: "${p1}", price: 5) { id } }`);
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(200);
  });

  it.each(['br', 'gzip'])('is compressed as %s where that is taken', async (encoding) => {
    const query = `{ ${Array.from({ length: 40 }, (_, at) => `a${at}: product(id: "${p1}") { id name }`).join(' ')} }`;
    const plain = await statusOf(query, { 'accept-encoding': 'identity' });
    const packed = await statusOf(query, { 'accept-encoding': `x, ${encoding};q=0.5` });
    expect(packed.response.headers.get('content-encoding')).toBe(encoding);
    expect(packed.text).toBe(plain.text);
    expect(packed.response.headers.get('etag')).toContain(`-${encoding}"`);
    const refused = await statusOf(query, { 'accept-encoding': `${encoding};q=0` });
    expect(refused.response.headers.get('content-encoding')).toBeNull();
  });

  it('is fetched anew for a client that asks for an answer as of now', async () => {
    await statusOf(card);
    expect((await statusOf(card, { 'cache-control': 'no-cache' })).status).toContain('miss');
  });
});

describe('when something is away', () => {
  it('an answer serves while none can be had, but not once it is known to be wrong', async () => {
    await statusOf(card);
    store.isAway = true;
    expect((await statusOf(card, { 'cache-control': 'no-cache' })).status).toBe(
      'cartwright; hit; fwd=stale; detail=error',
    );
    await gateway.run(`mutation { priceUpdate(id: "${p1}", price: 5) { id } }`);
    expect((await statusOf(card)).text).toContain('UNAVAILABLE');
  });

  it('answers without the events are kept, for no longer than their short age', async () => {
    await using deaf = await store.startGateway();
    await statusOf(card, {}, deaf);
    expect((await statusOf(card, {}, deaf)).status).toContain('hit');
    expect(deaf.gateway.answers?.isHearing).toBe(false);
  });

  it('is switched off by RESPONSE_CACHE=off', async () => {
    await using off = await store.startGateway({ RESPONSE_CACHE: 'off' });
    for (let times = 0; times < 2; times += 1) {
      const { status, response } = await statusOf(card, {}, off);
      expect([status, response.headers.get('cache-control')]).toEqual([null, 'no-store']);
    }
    expect(store.products.requests).toHaveLength(2);
  });
});

describe('two gateways', () => {
  it('share what they keep, and neither takes from the other what a change has overtaken', async () => {
    const env = { NATS_URL: nats.urlFor('gateway'), REDIS_URL: redis.url };
    await using one = await store.startGateway(env);
    await using two = await store.startGateway(env);
    await Promise.all([one, two].map(following));
    await eventually(
      async () => (await statusOf(card, { 'cache-control': 'no-cache' }, one)).status,
    ).toContain('stored');
    await eventually(async () => (await statusOf(card, {}, two)).status).toContain('hit');
    const before = store.products.requests.length;
    await statusOf(card, {}, two);
    expect(store.products.requests).toHaveLength(before);
    store.prices.set(p1, 7);
    await sender.send(variantChanged, variant(p1));
    for (const each of [one, two])
      await eventually(async () => (await statusOf(card, {}, each)).text).toContain('7 EUR');
  });
});

it('hears of everything that the gateway is said to follow', () => {
  const followed = contracts.filter(({ isFollowedByGateway }) => isFollowedByGateway);
  expect(followed.map(({ type }) => type)).toEqual(
    [
      variantChanged,
      stockChanged,
      priceListChanged,
      priceListPricesChanged,
      reviewsChanged,
      productChanged,
      categoriesChanged,
      productTypesChanged,
      searchSettingsChanged,
      collectionChanged,
      brandChanged,
    ].map(({ type }) => type),
  );
});
