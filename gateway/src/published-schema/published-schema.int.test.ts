import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeToyStore, startTestGateway, type TestGateway } from '../testing/start-test-gateway.ts';
import { toySdl } from '../testing/toy-store.ts';

const file = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

describe('a gateway that may be asked for its schema', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({});
    await writeFile(gateway.supergraphFile, file('supergraph.graphql'));
    await gateway.gateway.reload();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it.each([
    ['schema.graphql', 'text/plain; charset=utf-8'],
    ['possibleTypes.json', 'application/json; charset=utf-8'],
  ])('serves what is committed as api/%s', async (name, type) => {
    const response = await fetch(`${gateway.url}/${name}`);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toBe(file(`api/${name}`));
  });

  it('sends nothing to whoever has it already', async () => {
    const etag = (await fetch(`${gateway.url}/schema.graphql`)).headers.get('etag') ?? '';
    const ask = (tag: string) =>
      fetch(`${gateway.url}/schema.graphql`, { headers: { 'if-none-match': tag } });
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const response = await ask(known);
      expect([response.status, await response.text()]).toEqual([304, '']);
      expect(response.headers.get('etag')).toBe(etag);
    }
    expect((await ask('"other"')).status).toBe(200);
  });

  it('answers HEAD, and pages of a frontend under development', async () => {
    const headers = { origin: 'http://localhost:5173' };
    const response = await fetch(`${gateway.url}/possibleTypes.json`, { method: 'HEAD', headers });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(headers.origin);
  });

  it('follows the supergraph in use', async () => {
    const before = await fetch(`${gateway.url}/schema.graphql`);
    const products = toySdl.products.replace('ID!, name: String! }', 'ID!, name: String!, weight: Int }');
    await writeFile(gateway.supergraphFile, composeToyStore({ products }));
    await gateway.gateway.reload();
    const after = await fetch(`${gateway.url}/schema.graphql`);
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
    expect(await after.text()).toContain('  name: String!\n  weight: Int\n');
  });
});

it.each(['schema.graphql', 'possibleTypes.json'])(
  'keeps %s to itself where introspection is off',
  async (name) => {
    await using gateway = await startTestGateway({ env: { INTROSPECTION: 'false' } });
    expect((await fetch(`${gateway.url}/${name}`)).status).toBe(404);
  },
);
