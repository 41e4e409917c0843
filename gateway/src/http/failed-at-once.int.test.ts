import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { serveAtOnce, type AtOnceOptions } from './serve-at-once.ts';

/** Posts an operation where looking into it fails, and returns what is answered and logged. */
async function postWhereItFails() {
  const logged: unknown[] = [];
  const log = (about: unknown): void => void logged.push(about);
  const logger = { error: log, debug: log, child: () => logger };
  const server = createServer();
  const options: Partial<AtOnceOptions> = {
    proxies: { see: () => undefined } as unknown as AtOnceOptions['proxies'],
    refuseEarly: {
      isDue: () => {
        throw new Error('of the inside');
      },
      refusalOf: () => undefined,
    },
    isAllowedOrigin: () => true,
    publicUrl: 'http://store.example',
    maxBodyBytes: 1_000,
    draining: new AbortController().signal,
    logger: logger as unknown as AtOnceOptions['logger'],
  };
  serveAtOnce(server, options as AtOnceOptions);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const headers = {
    'content-type': 'application/json',
    'x-request-id': 'request-12345678',
    connection: 'close',
  };
  const body = '{"query":"{ a }"}';
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST', headers, body });
  const answer = await response.text();
  server.close();
  return { status: response.status, id: response.headers.get('x-request-id'), answer, logged };
}

it('masks what nobody expected, under the id of the request, and logs that it was answered', async () => {
  const { status, id, answer, logged } = await postWhereItFails();
  expect({ status, id }).toEqual({ status: 500, id: 'request-12345678' });
  expect(JSON.parse(answer)).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
  expect(answer).not.toContain('of the inside');
  expect(logged).toMatchObject([
    expect.anything(),
    { requestId: id, method: 'POST', url: '/graphql', status: 500 },
  ]);
});
