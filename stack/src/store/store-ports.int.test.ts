import { createServer, type Server } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freePort } from '@cartwright/servers';
import { releasePorts } from './reserve-port.ts';
import { choosePorts } from './store-ports.ts';

let dataDir: string;
const servers: Server[] = [];
const reserved: number[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'cartwright-ports-test-'));
});

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  releasePorts(reserved.splice(0));
  rmSync(dataDir, { recursive: true, force: true });
});

async function choose(...args: Parameters<typeof choosePorts>): ReturnType<typeof choosePorts> {
  const ports = await choosePorts(...args);
  reserved.push(...Object.values(ports));
  return ports;
}

async function occupy(port: number): Promise<void> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
}

it('keeps the ports of the last run', async () => {
  const first = await choose(dataDir, { gateway: 0, orders: 0 });
  expect(await choose(dataDir, { gateway: 0, orders: 0 })).toEqual(first);
});

it('changes only the port that is in use by now', async () => {
  const first = await choose(dataDir, { gateway: 0, orders: 0 });
  await occupy(first['gateway'] ?? 0);
  const second = await choose(dataDir, { gateway: 0, orders: 0 });
  expect(second['orders']).toBe(first['orders']);
  expect(second['gateway']).not.toBe(first['gateway']);
});

it('gives two names that prefer the same port different ones', async () => {
  const wanted = await freePort();
  const { gateway, orders } = await choose(dataDir, { gateway: wanted, orders: wanted });
  expect(gateway).toBe(wanted);
  expect(orders).toBe(wanted + 10);
});

it('gives up a remembered port that no browser opens', async () => {
  writeFileSync(path.join(dataDir, 'ports.json'), '{"payments":4045}');
  const { payments } = await choose(dataDir, { payments: 4035 });
  expect(payments).not.toBe(4045);
});

it('prefers a pinned port to the remembered one', async () => {
  await choose(dataDir, { gateway: 0 });
  const pinned = await freePort();
  expect(await choose(dataDir, { gateway: 0 }, { gateway: pinned })).toEqual({ gateway: pinned });
});
