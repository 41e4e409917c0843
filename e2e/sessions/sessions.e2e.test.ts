import { randomUUID } from 'node:crypto';
import { loadSecrets } from '@cartwright/stack';
import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { temporaryDirectory } from '@cartwright/testing';
import { createClient } from 'graphql-ws';
import { decodeJwt, decodeProtectedHeader, importJWK, SignJWT, type JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { graphqlClient } from '../support/graphql-client.ts';
import { queryDomain } from '../support/query-domain.ts';
import { fillCart, findVariant, followToEnd, placeInput, placeOrder } from '../support/shopper.ts';

const directory = temporaryDirectory('sessions');
let store: TestStore;
beforeAll(async () => {
  store = await startTestStore({ dataDir: directory.path });
});
afterAll(async () => {
  await store.stop();
  directory.remove();
});

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: { path?: (string | number)[]; extensions: Record<string, unknown> }[];
  readonly extensions?: Record<string, unknown>;
}

async function post(query: string, headers: Record<string, string> = {}) {
  const response = await fetch(store.graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return { response, answer: (await response.json()) as Answer };
}

async function newGuest(): Promise<Tokens> {
  const { guestSessionCreate } = await graphqlClient(store.graphqlUrl).ask<{
    guestSessionCreate: { tokens: Tokens };
  }>('mutation { guestSessionCreate { tokens { accessToken refreshToken } } }');
  return guestSessionCreate.tokens;
}

/** The same token, as it is an hour later. */
async function expired(token: string): Promise<string> {
  const jwk = JSON.parse(loadSecrets(directory.path).tokenPrivateKey) as JWK;
  const claims = { ...decodeJwt(token), exp: Math.floor(Date.now() / 1000) - 3_600 };
  const header = { alg: 'EdDSA', typ: 'at+jwt', kid: decodeProtectedHeader(token).kid ?? '' };
  return new SignJWT(claims).setProtectedHeader(header).sign(await importJWK(jwk, 'EdDSA'));
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const refresh = (token: string) =>
  `mutation { sessionRefresh(input: { refreshToken: "${token}" }) { __typename
     ... on SessionCreateSuccess { tokens { accessToken refreshToken } user { id } } } }`;
const cart = '{ cart { lines { title variant { sku } } } products(first: 1) { nodes { name } } }';
const told = (code: string, accessToken: string) => ({ code, accessToken });

describe('an access token that has expired', () => {
  it('stands in nobody’s way, and what needs to know who asks says so', async () => {
    const { accessToken, refreshToken } = await newGuest();
    const old = bearer(await expired(accessToken));
    const { response, answer } = await post(cart, old);
    expect(response.status).toBe(200);
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(answer).toMatchObject({
      data: { cart: null, products: { nodes: [{}] } },
      errors: [{ path: ['cart'], extensions: told('UNAUTHENTICATED', 'EXPIRED') }],
      extensions: { accessToken: 'EXPIRED' },
    });
    const fields = [
      'me { id }',
      'orders { totalCount }',
      'order(number: "CW-1") { id }',
      `payment(id: "${randomUUID()}") { id }`,
    ];
    const { answer: refused } = await post(`{ ${fields.join(' ')} notifications { totalCount } }`, old);
    expect(refused.errors?.map(({ extensions }) => extensions)).toEqual(
      Array(5).fill(told('UNAUTHENTICATED', 'EXPIRED')),
    );
    const renewed = await post(refresh(refreshToken), old);
    expect(renewed.answer.data).toMatchObject({ sessionRefresh: { __typename: 'SessionCreateSuccess' } });
  });

  it('opens a socket on which the same holds', async () => {
    const { accessToken } = await newGuest();
    const client = createClient({
      url: store.graphqlUrl.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: bearer(await expired(accessToken)),
    });
    const first = async (query: string) => (await client.iterate({ query }).next()).value as Answer;
    expect(await first(cart)).toMatchObject({
      data: { cart: null, products: { nodes: [{}] } },
      errors: [{ path: ['cart'], extensions: told('UNAUTHENTICATED', 'EXPIRED') }],
    });
    const followed = await first(
      `subscription { orderStatusChanged(orderId: "${randomUUID()}") { status } }`,
    );
    expect(followed.errors).toMatchObject([{ extensions: told('UNAUTHENTICATED', 'EXPIRED') }]);
    await client.dispose();
  });

  it('is another thing than one that is none of the store’s', async () => {
    const { answer } = await post(cart, bearer('not.a.token'));
    expect(answer).toMatchObject({
      data: { products: { nodes: [{}] } },
      errors: [{ path: ['cart'], extensions: told('UNAUTHENTICATED', 'INVALID') }],
    });
    expect((await post(cart)).answer).toMatchObject({ data: { cart: null } });
  });
});

it('answers a refresh whose answer was lost again, until its successor is used', async () => {
  const { refreshToken } = await newGuest();
  const renew = async (token: string) => {
    const { answer } = await post(refresh(token));
    return answer.data?.['sessionRefresh'] as { __typename: string; tokens?: Tokens };
  };
  const lost = await renew(refreshToken);
  const again = await renew(refreshToken);
  expect(again.tokens?.refreshToken).toBe(lost.tokens?.refreshToken);
  expect((await renew(again.tokens?.refreshToken ?? '')).__typename).toBe('SessionCreateSuccess');
  expect((await renew(refreshToken)).__typename).toBe('InvalidRefreshTokenError');
});

it('refuses a currency that is not on offer, in the header and as an argument', async () => {
  const price = (currency: string) =>
    `{ products(first: 1) { nodes { priceRange(currency: ${currency}) { min { currencyCode } } } } }`;
  const { response, answer } = await post(price('EUR'), { 'x-currency': 'GBP' });
  expect([response.status, answer.data]).toEqual([400, undefined]);
  expect(answer.errors).toMatchObject([
    { extensions: { code: 'BAD_USER_INPUT', header: 'x-currency', currencies: ['EUR', 'USD'] } },
  ]);
  const { answer: refused } = await post(price('GBP'));
  expect(JSON.stringify(refused.errors)).toContain('The store sells in EUR and USD');
  expect(
    (
      await post('{ products(first: 1) { nodes { priceRange { min { currencyCode } } } } }', {
        'x-currency': 'usd',
      })
    ).answer,
  ).toMatchObject({ data: { products: { nodes: [{ priceRange: { min: { currencyCode: 'USD' } } }] } } });
});

it('says that a version is beyond an order’s end, rather than wait for it', async () => {
  const { accessToken } = await newGuest();
  const buyer = graphqlClient(store.graphqlUrl, accessToken);
  const variant = await findVariant(graphqlClient(store.graphqlUrl), 10);
  const filled = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
  const { id } = await placeOrder(buyer, placeInput(filled));
  const events = await followToEnd(buyer, id);
  const version = events.at(-1)?.orderStatusChanged.version;
  await expect(followToEnd(buyer, id, 99)).rejects.toThrow(
    `The order has no version after ${String(version)} yet`,
  );
});

describe('a cart one of whose variants', () => {
  const keeping = async () => {
    const buyer = graphqlClient(store.graphqlUrl, (await newGuest()).accessToken);
    const visitor = graphqlClient(store.graphqlUrl);
    const variants = [await findVariant(visitor, 10, 3), await findVariant(visitor, 10, 4)] as const;
    await fillCart(
      buyer,
      variants.map(({ id: variantId }) => ({ variantId, quantity: 1 })),
    );
    return { buyer, variants };
  };
  const query = '{ cart { lines { title variant { id sku } } } }';
  type Lines = { cart: { lines: { title: string; variant: { id: string } | null }[] } };

  it('is deleted keeps its lines, and says which is gone', async () => {
    const { buyer, variants } = await keeping();
    await queryDomain(store, 'products', 'DELETE FROM stock WHERE variant_id = $1', [variants[1].id]);
    await queryDomain(store, 'products', 'DELETE FROM product_variants WHERE id = $1', [variants[1].id]);
    const answer = await buyer.send<Lines>(query);
    const lines = answer.data?.cart.lines ?? [];
    expect(lines.map(({ title }) => title)).toEqual([expect.any(String), expect.any(String)]);
    const gone = lines.findIndex(({ variant }) => variant === null);
    expect(lines.filter(({ variant }) => variant?.id === variants[0].id)).toHaveLength(1);
    expect(answer.errors).toMatchObject([
      { path: ['cart', 'lines', gone, 'variant', 'sku'], extensions: { code: 'NOT_FOUND' } },
    ]);
    expect(answer).not.toHaveProperty('extensions');
  });

  it('cannot be asked for keeps its lines, and says so at each', async () => {
    const { buyer } = await keeping();
    await store.process('products').stop();
    const answer = await buyer.send<Lines>(query);
    expect(answer.data?.cart.lines).toEqual(
      [0, 1].map(() => ({ title: expect.any(String) as string, variant: null })),
    );
    expect(answer.errors).toMatchObject(
      [0, 1].map((line) => ({
        path: ['cart', 'lines', line, 'variant'],
        extensions: { code: 'UNAVAILABLE' },
      })),
    );
    await store.process('products').start();
  });
});
