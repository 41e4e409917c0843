import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fetchFile, type FetchFileOptions } from './fetch-file.ts';

let server: Server;
let base: string;
const asked: string[] = [];

const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/file': (response) => response.end('bytes'),
  '/gone': (response) => response.writeHead(410).end(),
  '/forbidden': (response) => response.writeHead(403).end(),
  '/busy': (response) => response.writeHead(503).end(),
  '/limited': (response) => response.writeHead(429).end(),
  '/once': (response) => response.writeHead(302, { location: '/file' }).end(),
  '/round': (response) => response.writeHead(301, { location: '/round' }).end(),
  '/elsewhere': (response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/endless': (response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(64 * 1_024)));
      response.once('drain', more);
    };
    more();
  },
  '/silent': () => undefined,
  '/cut': (response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half', () => response.destroy());
  },
};

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answers[request.url ?? '']?.(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const fetched = (path: string, options: Partial<FetchFileOptions> = {}) =>
  fetchFile(`${base}${path}`, {
    ...{ targets: 'any', maxBytes: 100_000, timeoutMs: 20_000, accept: '*/*' },
    signal: new AbortController().signal,
    ...options,
  });
const refused = (fault: string) => ({ kind: 'refused', fault });

it.each(['/file', '/once'])('fetches %s', async (path) => {
  const file = await fetched(path);
  expect(file.kind === 'fetched' && file.bytes.toString()).toBe('bytes');
});

it.each([
  ['/gone', 'NOT_FOUND'],
  ['/forbidden', 'REFUSED'],
  ['/elsewhere', 'REFUSED'],
  ['/round', 'TOO_MANY_REDIRECTS'],
  ['/endless', 'TOO_LARGE'],
])('takes nothing from %s, for good: %s', async (path, fault) => {
  expect(await fetched(path)).toEqual(refused(fault));
});

it.each([
  ['/busy', 'HTTP 503'],
  ['/limited', 'HTTP 429'],
  ['/cut', 'aborted'],
])('leaves %s for later: %s', async (path, message) => {
  expect(await fetched(path)).toEqual({ kind: 'failed', message });
});

it('waits no longer than it may', async () => {
  expect(await fetched('/silent', { timeoutMs: 50 })).toEqual({
    kind: 'failed',
    message: 'No answer in time.',
  });
});

it('asks no machine of the own network, whatever its name', async () => {
  const before = asked.length;
  expect(await fetched('/file', { targets: 'public' })).toEqual(refused('NOT_PUBLIC'));
  const named = await fetchFile('https://localhost.example.localhost/file', {
    ...{ targets: 'public', maxBytes: 1, timeoutMs: 1_000, accept: '*/*' },
    signal: new AbortController().signal,
  });
  expect(named).toEqual(refused('NOT_PUBLIC'));
  expect(asked).toHaveLength(before);
});
