import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openClient } from './testing/open-client.ts';
import { startToyStore, type ToyStore } from './testing/start-toy-store.ts';

let store: ToyStore;
beforeEach(async () => {
  store = await startToyStore({ SUBGRAPH_TIMEOUT_MS: '300' });
});
afterEach(() => store[Symbol.asyncDispose]());

const lines = '{ order(id: "o1") { lines { title product { id name } } } }';
const message = 'What this leads to does not exist (any more).';
const notFound = (...path: (string | number)[]) => ({ message, path, extensions: { code: 'NOT_FOUND' } });

describe('an entity that does not exist', () => {
  it('is null where it may be, with the reason, and spares the rest of the list', async () => {
    const { data, errors, extensions } = await store.gateway.run(lines);
    expect(data).toEqual({
      order: {
        lines: [
          { title: 'Line of p1', product: { id: 'p1', name: 'Product p1' } },
          { title: 'Line of gone', product: null },
          { title: 'Line of p2', product: { id: 'p2', name: 'Product p2' } },
        ],
      },
    });
    expect(errors).toMatchObject([notFound('order', 'lines', 1, 'product', 'name')]);
    expect(extensions).toBeUndefined();
  });

  it('takes along what cannot be without it, under the client’s own names', async () => {
    const { data, errors } = await store.gateway.run(
      '{ first: order(id: "gone") { id it: product { its: name } } order(id: "o1") { id } }',
    );
    expect(data).toEqual({ first: null, order: { id: 'o1' } });
    expect(errors).toMatchObject([notFound('first', 'it', 'its')]);
  });

  it('is null and no fault where nobody promised it', async () => {
    const answer = await store.gateway.run('{ order(id: "o1") { lines { gift { id name } } } }');
    const gift = (id: string) => ({ gift: { id, name: `Product ${id}` } });
    expect(answer).toEqual({ data: { order: { lines: [gift('p1'), { gift: null }, gift('p2')] } } });
  });

  it('does no harm where only its id is asked for', async () => {
    const answer = await store.gateway.run('{ order(id: "gone") { product { id } } }');
    expect(answer).toEqual({ data: { order: { product: { id: 'gone' } } } });
  });
});

describe('a subgraph that is away', () => {
  beforeEach(() => store.products.kill());

  it('is named at every place that is null because of it', async () => {
    const { data, errors } = await store.gateway.run(lines);
    expect(data).toEqual({
      order: {
        lines: ['p1', 'gone', 'p2'].map((sold) => ({ title: `Line of ${sold}`, product: null })),
      },
    });
    const unavailable = [0, 1, 2].map((index) => ({
      path: ['order', 'lines', index, 'product'],
      extensions: { code: 'UNAVAILABLE' },
    }));
    expect(errors).toMatchObject(unavailable);
    expect(errors).toHaveLength(3);
  });

  it('is reported besides what is missing elsewhere', async () => {
    const { data, errors } = await store.gateway.run('{ order(id: "o1") { product { name } } broken }');
    expect(data).toEqual({ order: null, broken: null });
    expect(errors?.map(({ path, extensions }) => [path?.join('.'), extensions['code']]).toSorted()).toEqual([
      ['broken', 'FORBIDDEN'],
      ['order.product', 'UNAVAILABLE'],
    ]);
  });
});

describe('on every transport that streams', () => {
  const query =
    'subscription { orderStatusChanged(orderId: "o1") { status order { lines { product { name } } } } }';
  const event = {
    data: {
      orderStatusChanged: {
        status: 'PENDING',
        order: {
          lines: [
            { product: { name: 'Product p1' } },
            { product: null },
            { product: { name: 'Product p2' } },
          ],
        },
      },
    },
    errors: [notFound('orderStatusChanged', 'order', 'lines', 1, 'product', 'name')],
  };

  it('events say what is missing over WebSocket', async () => {
    await using client = openClient(store.gateway.webSocketUrl);
    expect(await client.stream(query).next()).toMatchObject({ value: event });
    const { errors } = await client.first(lines);
    expect(errors).toMatchObject([notFound('order', 'lines', 1, 'product', 'name')]);
  });

  it.each(['text/event-stream', 'multipart/mixed;subscriptionSpec=1.0'])(
    'events say so as %s',
    async (accept) => {
      const leaving = new AbortController();
      const response = await fetch(store.gateway.graphqlUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept },
        body: JSON.stringify({ query }),
        signal: leaving.signal,
      });
      let text = '';
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk;
        if (text.includes('"data"')) break;
      }
      const [json = ''] = /\{"(?:errors|data|payload)".*\}/.exec(text) ?? [];
      const parsed = JSON.parse(json) as { payload?: object };
      expect(parsed.payload ?? parsed).toMatchObject(event);
    },
  );
});

it('takes any response key for what it is, a name that every object has too', async () => {
  const { data, errors } = await store.gateway.run(
    '{ constructor: order(id: "o1") { __proto__: product { toString: name } valueOf: customer { email } } }',
  );
  expect(errors).toBeUndefined();
  expect(JSON.stringify(data)).toBe(
    '{"constructor":{"__proto__":{"toString":"Product p1"},"valueOf":{"email":"u1@example.com"}}}',
  );
  expect(Object.keys(Object.prototype)).toEqual([]);
});
