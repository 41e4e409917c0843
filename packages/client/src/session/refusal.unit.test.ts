import { describe, expect, it } from 'vitest';
import { isRefused } from './refusal.ts';

const unauthenticated = [{ message: 'Who asks?', extensions: { code: 'UNAUTHENTICATED' } }];
const query = { method: 'POST', body: JSON.stringify({ query: '{ orders { totalCount } }' }) };
const mutation = { method: 'POST', body: JSON.stringify({ query: 'mutation { orderCancel { x } }' }) };
const hashed = { method: 'POST', body: JSON.stringify({ extensions: { persistedQuery: {} } }) };

function answer(body: unknown, type = 'application/json; charset=utf-8'): Response {
  return new Response(JSON.stringify(body), { headers: { 'content-type': type } });
}

describe('a request is sent once more', () => {
  it.each([
    ['a query that nobody may ask', query, { data: { orders: null }, errors: unauthenticated }],
    [
      'a query of which a part was refused',
      query,
      { data: { a: {}, orders: null }, errors: unauthenticated },
    ],
    [
      'a query that an old token asked as nobody',
      query,
      { data: { cart: null }, extensions: { accessToken: 'EXPIRED' } },
    ],
    ['a mutation that did nothing', mutation, { data: { orderCancel: null }, errors: unauthenticated }],
    ['an operation by its hash that did nothing', hashed, { data: null, errors: unauthenticated }],
    ['a query by GET', {}, { data: { a: {} }, extensions: { accessToken: 'INVALID' } }],
  ])('%s', async (_, request, body) => {
    expect(await isRefused(answer(body), request)).toBe(true);
    expect(await isRefused(answer(body, 'application/graphql-response+json'), request)).toBe(true);
  });

  it.each([
    ['what was answered', query, { data: { orders: {} } }],
    ['another fault', query, { data: null, errors: [{ extensions: { code: 'FORBIDDEN' } }] }],
    ['a mutation of which a part is done', mutation, { data: { a: {}, b: null }, errors: unauthenticated }],
    [
      'a mutation that an old token was no hindrance to',
      mutation,
      { data: { a: {} }, extensions: { accessToken: 'EXPIRED' } },
    ],
    [
      'what may be a mutation, and is done',
      hashed,
      { data: { a: {} }, extensions: { accessToken: 'EXPIRED' } },
    ],
    ['no object', query, 'hello'],
  ])('but not %s', async (_, request, body) => {
    expect(await isRefused(answer(body), request)).toBe(false);
  });

  it('but not a stream, of which nothing is read', async () => {
    const stream = answer({ errors: unauthenticated }, 'multipart/mixed; boundary="-"');
    expect(await isRefused(stream, query)).toBe(false);
    expect(stream.bodyUsed).toBe(false);
    expect(await isRefused(new Response('<html>', { headers: { 'content-type': 'text/html' } }), query)).toBe(
      false,
    );
  });
});
