import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it } from 'vitest';
import { openSearchClient } from './client.ts';

let stack = new AsyncDisposableStack();
afterEach(async () => {
  await stack.disposeAsync();
  stack = new AsyncDisposableStack();
});

async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
  timeoutMs = 60_000,
) {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stack.defer(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return openSearchClient({ url: `http://shop:p%40ss@127.0.0.1:${port}/search/`, timeoutMs });
}

it('signs in, and sends one document or lines of them', async () => {
  const send = await serve(async (request, response) => {
    const { authorization, 'content-type': type } = request.headers;
    response.end(JSON.stringify({ url: request.url, authorization, type, body: await text(request) }));
  });
  const authorization = `Basic ${Buffer.from('shop:p@ss').toString('base64')}`;
  expect(await send({ method: 'POST', path: 'shop/_search', body: { size: 0 } })).toEqual({
    url: '/search/shop/_search',
    authorization,
    type: 'application/json',
    body: '{"size":0}',
  });
  expect(await send({ method: 'POST', path: 'shop/_bulk', body: [{ a: 1 }, { b: 2 }] })).toMatchObject({
    type: 'application/x-ndjson',
    body: '{"a":1}\n{"b":2}\n',
  });
});

it('tells a refusal from an answer, and does not wait for ever', async () => {
  const refusing = await serve((_request, response) =>
    response.writeHead(404).end('index_not_found_exception'),
  );
  await expect(refusing({ method: 'GET', path: 'shop' })).rejects.toMatchObject({
    status: 404,
    message: expect.stringContaining('index_not_found_exception') as string,
  });
  const silent = await serve(() => undefined, 50);
  await expect(silent({ method: 'GET', path: 'shop' })).rejects.toThrow('timeout');
});
