import { createHash } from 'node:crypto';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startToyStore, type ToyStore } from './testing/start-toy-store.ts';
import { transports, type Parameters } from './testing/transports.ts';

const trusted = 'query Me {\n  me {\n    id\n    __typename\n  }\n}';
const other = '{ me { id email } }';
const hashOf = (algorithm: 'sha256' | 'md5', text: string) =>
  createHash(algorithm).update(text).digest('hex');
const hash = hashOf('sha256', trusted);
/** What relay-compiler names a document by unless it is told otherwise. */
const relayId = hashOf('md5', trusted);

/** As generate-persisted-query-manifest writes it. */
const apollo = (body: string) => ({
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: [{ id: hashOf('sha256', body), name: 'Me', type: 'query', body }],
});
/** As relay-compiler writes it (`persistConfig.file`), and graphql-codegen's client preset with another hash. */
const relay = (text: string) => ({ [hashOf('md5', text)]: text });

const persisted = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
const answer = { data: { me: { id: 'u1', __typename: 'User' } } };
const refusal = (code: string) => ({ errors: [{ extensions: { code } }] });

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'cartwright-manifest-'));
});
afterAll(() => rm(directory, { recursive: true }));

async function manifest(content: object): Promise<string> {
  const file = join(directory, `${Math.random()}.json`);
  await writeFile(file, JSON.stringify(content));
  return file;
}

describe.each([
  ['Apollo', apollo(trusted), persisted(hash)],
  ['Relay', relay(trusted), { doc_id: relayId }],
  ['Relay', relay(trusted), { documentId: relayId }],
])('with a manifest of %s', (_client, content, byName: Parameters) => {
  let store: ToyStore;
  beforeAll(async () => {
    store = await startToyStore({ TRUSTED_DOCUMENTS_FILE: await manifest(content) });
  });
  afterAll(() => store[Symbol.asyncDispose]());

  it.each(Object.entries(transports))('%s runs what it lists, and nothing else', async (_transport, send) => {
    expect(await send(store, byName)).toMatchObject(answer);
    expect(await send(store, { query: trusted })).toMatchObject(answer);
    expect(await send(store, { query: other })).toMatchObject(refusal('FORBIDDEN'));
    expect(await send(store, { query: other, ...persisted(hashOf('sha256', other)) })).toMatchObject(
      refusal('FORBIDDEN'),
    );
    expect(await send(store, persisted(hashOf('sha256', other)))).toMatchObject(
      refusal('PERSISTED_QUERY_NOT_FOUND'),
    );
    expect(await send(store, { query: other, doc_id: relayId })).toMatchObject(refusal('FORBIDDEN'));
  });
});

it('runs what an Apollo manifest without ids lists, by hash', async () => {
  const file = await manifest({ operations: [{ body: trusted }] });
  await using store = await startToyStore({ TRUSTED_DOCUMENTS_FILE: file });
  expect(await transports.GET(store, persisted(hash))).toMatchObject(answer);
});

it('follows the file, and keeps the last documents while it cannot be read', async () => {
  const file = await manifest(apollo(trusted));
  await using store = await startToyStore({ TRUSTED_DOCUMENTS_FILE: file });
  const run = (query: string) => transports.POST(store, { query });
  await rename(await manifest(apollo(other)), file);
  await expect.poll(() => run(other)).toMatchObject({ data: { me: { id: 'u1' } } });
  expect(await run(trusted)).toMatchObject(refusal('FORBIDDEN'));
  await writeFile(file, '{"half');
  await writeFile(`${file}.new`, JSON.stringify({ ...relay(trusted), ...relay(other) }));
  expect(await run(other)).toMatchObject({ data: { me: { id: 'u1' } } });
  await rename(`${file}.new`, file);
  await expect.poll(() => run(trusted)).toMatchObject(answer);
});

it('does not start without the file', async () => {
  const starting = startToyStore({ TRUSTED_DOCUMENTS_FILE: join(directory, 'nowhere.json') });
  await expect(starting).rejects.toThrow('nowhere.json');
});
