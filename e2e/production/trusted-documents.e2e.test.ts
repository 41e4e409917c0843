import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { temporaryDirectory } from '@cartwright/testing';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, it } from 'vitest';
import WebSocket from 'ws';

const body =
  'query Shelf($first: Int!) {\n  products(first: $first) {\n    totalCount\n    __typename\n  }\n}';
const other = '{ products(first: 1) { totalCount } }';
const sha256Hash = createHash('sha256').update(body).digest('hex');
const variables = { first: 1 };
const found = { data: { products: { totalCount: 60, __typename: 'ProductConnection' } } };
const refused = { errors: [{ extensions: { code: 'FORBIDDEN' } }] };

const directory = temporaryDirectory('trusted-documents');
let store: TestStore;
beforeAll(async () => {
  const file = path.join(directory.path, 'persisted-query-manifest.json');
  const operations = [{ id: sha256Hash, name: 'Shelf', type: 'query', body }];
  writeFileSync(file, JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }));
  store = await startTestStore({ production: true, env: { gateway: { TRUSTED_DOCUMENTS_FILE: file } } });
});
afterAll(async () => {
  await store.stop();
  directory.remove();
});

/** By URL, as Apollo's clients do with `useGETForHashedQueries`. */
async function get(parameters: Readonly<Record<string, unknown>>): Promise<unknown> {
  const texts = Object.entries(parameters).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const response = await fetch(`${store.graphqlUrl}?${new URLSearchParams(texts).toString()}`);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return response.json();
}

/** The first that a streaming transport answers with. */
async function post(accept: string, sent: object): Promise<string> {
  const headers = { 'content-type': 'application/json', accept };
  return (await fetch(store.graphqlUrl, { method: 'POST', headers, body: JSON.stringify(sent) })).text();
}

it('a store in production runs the documents of its apps by their names', async () => {
  const extensions = { persistedQuery: { version: 1, sha256Hash } };
  expect(await get({ operationName: 'Shelf', variables, extensions })).toEqual(found);
  expect(await get({ documentId: `sha256:${sha256Hash}`, variables })).toEqual(found);
});

it('and nothing else, on no transport', async () => {
  expect(await get({ query: other })).toMatchObject(refused);
  for (const accept of ['application/json', 'text/event-stream', 'multipart/mixed;subscriptionSpec=1.0']) {
    expect(await post(accept, { query: other })).toContain('"FORBIDDEN"');
  }
  const client = createClient({ url: store.graphqlUrl.replace('http', 'ws'), webSocketImpl: WebSocket });
  await expect(client.iterate({ query: other }).next()).rejects.toMatchObject(refused.errors);
  await client.dispose();
});
