import { createServer, type Server } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { freePort, isPortFree } from './free-port.ts';

const servers: Server[] = [];

afterEach(() => servers.splice(0).forEach((server) => server.close()));

async function occupy(host: string): Promise<number> {
  const port = await freePort();
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  return port;
}

it('returns the preferred port when it is free', async () => {
  const port = await freePort();
  expect(await freePort(port)).toBe(port);
});

it.each(['127.0.0.1', '0.0.0.0'])(
  'tries the port ten above when the preferred one is in use on %s',
  async (host) => {
    const taken = await occupy(host);
    expect(await freePort(taken, new Set([taken + 10]))).toBe(taken + 20);
  },
);

it('gives no port that the system may give to a connection before somebody listens there', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, () => freePort()));
  expect(Math.max(...ports)).toBeLessThan(32_768);
});

it('passes over a port that no browser opens', async () => {
  expect(await freePort(4045)).not.toBe(4045);
  expect(await isPortFree(4045)).toBe(false);
});

it('avoids ports that are reserved', async () => {
  const port = await freePort();
  expect(await freePort(port, new Set([port]))).not.toBe(port);
});
