import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openClient } from './testing/open-client.ts';
import { startTestGateway } from './testing/start-test-gateway.ts';
import { startToyAccounts } from './testing/toy-store.ts';

const trusted = 'query Me { me { id } }';
const other = '{ me { id email } }';
const answer = { data: { me: { id: 'u1' } } };
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'cartwright-manifest-'));
});
afterAll(() => rm(directory, { recursive: true }));

it.each([
  ['documents by hash', { [sha256(trusted)]: trusted }],
  [
    'an Apollo manifest',
    { format: 'apollo-persisted-query-manifest', version: 1, operations: [{ body: trusted }] },
  ],
])('runs only what %s lists, by text or by hash, over HTTP and WebSocket', async (_name, manifest) => {
  const file = join(directory, 'manifest.json');
  await writeFile(file, JSON.stringify(manifest));
  await using accounts = await startToyAccounts();
  await using gateway = await startTestGateway({
    accounts: accounts.url,
    env: { TRUSTED_DOCUMENTS_FILE: file },
  });
  await using client = openClient(gateway.webSocketUrl);
  const byHash = (sha256Hash: string, query?: string) =>
    gateway.post({ query, extensions: { persistedQuery: { version: 1, sha256Hash } } });

  expect(await gateway.run(trusted)).toEqual(answer);
  expect(await (await byHash(sha256(trusted))).json()).toEqual(answer);
  expect(await client.first(trusted)).toEqual(answer);

  const refusal = [{ extensions: { code: 'FORBIDDEN' } }];
  expect((await gateway.run(other)).errors).toMatchObject(refusal);
  expect((await byHash(sha256(other), other)).status).toBe(403);
  expect(await (await byHash(sha256(other))).json()).toMatchObject({
    errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
  });
  await expect(client.first(other)).rejects.toMatchObject(refusal);
});
