import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { temporaryDirectory } from '@cartwright/testing';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, it } from 'vitest';
import WebSocket from 'ws';
import { schemaFile } from '../clients/support/api-files.ts';
import { copyProject } from '../clients/support/project-copy.ts';

const other = '{ products(first: 1) { totalCount } }';
const variables = { first: 1 };
const found = { data: { products: { totalCount: 60, __typename: 'ProductConnection' } } };
const refused = { errors: [{ extensions: { code: 'FORBIDDEN' } }] };

const directory = temporaryDirectory('trusted-documents');
const file = path.join(directory.path, 'trusted-documents.json');
let store: TestStore;
/** The name of the app's query in the manifest of Apollo's tool: its hash. */
let sha256Hash: string;
beforeAll(async () => {
  const manifest = await apolloManifest();
  sha256Hash = manifest.operations[0]?.id ?? '';
  writeFileSync(file, JSON.stringify(manifest));
  store = await startTestStore({ production: true, env: { gateway: { TRUSTED_DOCUMENTS_FILE: file } } });
});
afterAll(async () => {
  await store.stop();
  directory.remove();
});

/** As Apollo's tool writes it for an app. */
async function apolloManifest(): Promise<{ readonly operations: readonly { readonly id: string }[] }> {
  using project = copyProject(new URL('apollo-project/', import.meta.url));
  await project.run('generate-persisted-query-manifest');
  return JSON.parse(project.read('persisted-query-manifest.json')) as Awaited<
    ReturnType<typeof apolloManifest>
  >;
}

/** Texts by their names, as Relay's compiler writes them for an app. */
async function relayManifest(): Promise<Readonly<Record<string, string>>> {
  using project = copyProject(new URL('../clients/relay/project/', import.meta.url));
  cpSync(schemaFile, path.join(project.directory, 'schema.graphql'));
  const config = JSON.parse(project.read('relay.config.json')) as object;
  const persisting = { ...config, persistConfig: { file: './persisted.json' } };
  writeFileSync(path.join(project.directory, 'relay.config.json'), JSON.stringify(persisting));
  writeFileSync(path.join(project.directory, 'persisted.json'), '{}');
  await project.run('relay-compiler');
  return JSON.parse(project.read('persisted.json')) as Readonly<Record<string, string>>;
}

/** By URL, as Apollo's clients do with `useGETForHashedQueries`. What is public may be kept on the way, and a refusal may not. */
async function get(parameters: Readonly<Record<string, unknown>>): Promise<unknown> {
  const texts = Object.entries(parameters).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const response = await fetch(`${store.graphqlUrl}?${new URLSearchParams(texts).toString()}`);
  const answer = (await response.json()) as object;
  expect(response.headers.get('cache-control')).toMatch('data' in answer ? /^public, / : /^no-store$/);
  return answer;
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

it('takes what relay-compiler writes in place of it, without a restart', async () => {
  const manifest = await relayManifest();
  const [id] = Object.entries(manifest).find(([, text]) => text.includes('query shopPageQuery')) ?? [];
  expect(id).toBeDefined();
  writeFileSync(file, JSON.stringify(manifest));
  const ask = async () => JSON.parse(await post('application/json', { doc_id: id, variables })) as unknown;
  await expect.poll(ask, { timeout: 20_000 }).toMatchObject({ data: { products: { edges: [{}] } } });
  expect(await get({ documentId: `sha256:${sha256Hash}`, variables })).not.toHaveProperty('data');
});
