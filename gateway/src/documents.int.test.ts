import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startToyStore, type ToyStore } from './testing/start-toy-store.ts';
import { transports, type Parameters } from './testing/transports.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const persisted = (sha256Hash: unknown, version: unknown = 1) => ({
  extensions: { persistedQuery: { version, sha256Hash } },
});
/** A query that nobody has sent before. */
const freshQuery = () => `{ me { id } } # ${randomUUID()}`;
const me = { me: { id: 'u1' } };

const refusal = (code: string, message: string) => [
  { message: expect.stringContaining(message) as string, extensions: { code } },
];
const notFound = refusal('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
const malformed = (message: string) => refusal('BAD_REQUEST', message);

describe.each(Object.entries(transports))('by %s a document', (_name, send) => {
  let store: ToyStore;
  beforeAll(async () => {
    store = await startToyStore();
  });
  afterAll(() => store[Symbol.asyncDispose]());

  it.each<[string, (hash: string) => Parameters]>([
    ['the hash of Apollo’s clients', (hash) => persisted(hash)],
    ['documentId', (hash) => ({ documentId: `sha256:${hash}` })],
    ['documentId without a prefix', (hash) => ({ documentId: hash })],
    ['doc_id', (hash) => ({ doc_id: hash })],
    ['id', (hash) => ({ id: hash })],
    ['both ways at once', (hash) => ({ documentId: `sha256:${hash}`, ...persisted(hash) })],
  ])('is found by %s once somebody has registered it', async (_how, byName) => {
    const query = freshQuery();
    const name = byName(sha256(query));
    expect((await send(store, name)).errors).toMatchObject(notFound);
    expect(await send(store, { query, ...persisted(sha256(query)) })).toMatchObject({ data: me });
    expect(await send(store, name)).toMatchObject({ data: me });
  });

  it('is registered by documentId as well', async () => {
    const query = freshQuery();
    const documentId = `sha256:${sha256(query)}`;
    expect(await send(store, { query, documentId })).toMatchObject({ data: me });
    expect(await send(store, { documentId })).toMatchObject({ data: me });
  });

  it('that is not valid is not registered', async () => {
    const query = '{ nope }';
    await send(store, { query, ...persisted(sha256(query)) });
    expect((await send(store, persisted(sha256(query)))).errors).toMatchObject(notFound);
  });

  it.each<[string, Parameters, object[]]>([
    [
      'the hash of another',
      { query: '{ me { id } }', ...persisted(sha256('x')) },
      malformed('not that of the query'),
    ],
    [
      'the id of another',
      { query: '{ me { id } }', documentId: `sha256:${sha256('x')}` },
      malformed('not that of the query'),
    ],
    [
      'another version',
      persisted(sha256('x'), 2),
      refusal('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported'),
    ],
    [
      'a version that is no number',
      persisted(sha256('x'), '1'),
      malformed('extensions.persistedQuery.version'),
    ],
    [
      'no version',
      { extensions: { persistedQuery: { sha256Hash: 'x' } } },
      malformed('extensions.persistedQuery.version'),
    ],
    ['a hash that is no text', persisted(1), malformed('extensions.persistedQuery.sha256Hash')],
    [
      'no hash',
      { extensions: { persistedQuery: { version: 1 } } },
      malformed('extensions.persistedQuery.sha256Hash'),
    ],
    [
      'an extension that is no object',
      { extensions: { persistedQuery: 3 } },
      malformed('extensions.persistedQuery'),
    ],
    ['two names', { documentId: 'sha256:x', ...persisted('y') }, malformed('different documents')],
    ['a hash of another kind', { documentId: 'md5:x' }, notFound],
  ])('is refused for %s', async (_what, parameters, errors) => {
    const { status = 400, ...answer } = await send(store, parameters);
    expect(answer).toEqual({ errors: expect.anything() as unknown });
    expect(answer.errors).toMatchObject(errors);
    expect(status).toBe(400);
  });

  it('may come with an id that is nobody’s business', async () => {
    expect(await send(store, { query: '{ me { id } }', id: 'whatever', documentId: 'mine' })).toMatchObject({
      data: me,
    });
  });
});

it('that is not known is asked for with 200 as application/json, which Apollo’s mobile clients read', async () => {
  await using store = await startToyStore();
  const response = await store.gateway.post(persisted(sha256('x')), { accept: 'application/json' });
  expect([response.status, await response.json()]).toEqual([
    200,
    { errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] },
  ]);
});

describe('with trusted documents', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'cartwright-documents-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  it.each<[string, (id: string, body: string) => object]>([
    ['by id', (id, body) => ({ [id]: body })],
    ['in a manifest of Apollo’s', (id, body) => ({ operations: [{ id, name: 'Me', type: 'query', body }] })],
  ])('%s, the id of the manifest names one on every transport', async (_form, manifest) => {
    const query = 'query Me { me { id } }';
    const id = createHash('md5').update(query).digest('hex');
    const file = join(directory, 'manifest.json');
    await writeFile(file, JSON.stringify(manifest(id, query)));
    await using store = await startToyStore({ TRUSTED_DOCUMENTS_FILE: file });
    for (const send of Object.values(transports)) {
      expect(await send(store, { documentId: id })).toMatchObject({ data: me });
      expect(await send(store, { documentId: `sha256:${sha256(query)}` })).toMatchObject({ data: me });
      expect(await send(store, persisted(id))).toMatchObject({ data: me });
      expect(await send(store, { query, ...persisted(id) })).toMatchObject({ data: me });
      expect((await send(store, { documentId: 'other' })).errors).toMatchObject(notFound);
      const other = freshQuery();
      const own = { query: other, documentId: `sha256:${sha256(other)}` };
      expect((await send(store, own)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
      expect((await send(store, { documentId: own.documentId })).errors).toMatchObject(notFound);
    }
  });
});
