import { createServer, type Server } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { freePort } from './free-port.ts';

const servers: Server[] = [];

afterEach(() => servers.splice(0).forEach((server) => server.close()));

async function occupy(host: string): Promise<number> {
  const port = await freePort();
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  return port;
}

it('gives the preferred port when nobody has it', async () => {
  const port = await freePort();
  expect(await freePort(port)).toBe(port);
});

it.each(['127.0.0.1', '0.0.0.0'])('goes ten further when somebody listens on %s', async (host) => {
  const taken = await occupy(host);
  expect(await freePort(taken, new Set([taken + 10]))).toBe(taken + 20);
});

it('avoids the ports that are promised to others', async () => {
  const port = await freePort();
  expect(await freePort(port, new Set([port]))).not.toBe(port);
});
