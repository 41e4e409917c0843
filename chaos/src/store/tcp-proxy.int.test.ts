import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { waitFor } from '@cartwright/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTcpProxy, type ProxyMode, type TcpProxy } from './tcp-proxy.ts';

let served = 0;
const server = createServer((_request, response) => {
  served += 1;
  response.end('served');
});
let proxy: TcpProxy;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy = await startTcpProxy((server.address() as AddressInfo).port);
});
beforeEach(() => {
  proxy.become('open');
  served = 0;
});
afterAll(async () => {
  await proxy.stop();
  server.closeAllConnections();
  server.close();
});

const ask = (timeoutMs = 5000) =>
  fetch(`http://127.0.0.1:${proxy.port}/`, { signal: AbortSignal.timeout(timeoutMs) });

describe('a proxy', () => {
  it('passes requests and answers on', async () => {
    expect(await (await ask()).text()).toBe('served');
  });

  it('refuses', async () => {
    proxy.become('refuse');
    await expect(ask()).rejects.toThrow('fetch failed');
    expect(served).toBe(0);
  });

  it('passes nothing on and answers nothing when it is silent', async () => {
    proxy.become('silent');
    await expect(ask(300)).rejects.toThrow('timeout');
    expect(served).toBe(0);
  });

  it('lets the request be served and drops the answer when it is mute', async () => {
    proxy.become('mute');
    await expect(ask(1000)).rejects.toThrow('timeout');
    await waitFor(() => served === 1, { describe: 'the request to be served' });
  });

  it('answers 503 by itself when it fails', async () => {
    proxy.become('failing');
    expect((await ask()).status).toBe(503);
    expect(served).toBe(0);
  });

  it('delays what it passes on when it is slow', async () => {
    proxy.become('slow');
    const began = performance.now();
    expect(await (await ask()).text()).toBe('served');
    expect(performance.now() - began).toBeGreaterThan(1900);
  });

  it.each<ProxyMode>(['refuse', 'silent', 'mute', 'slow', 'failing'])('heals after %s', async (mode) => {
    proxy.become(mode);
    await ask(200).catch(() => undefined);
    proxy.become('open');
    expect(await (await ask()).text()).toBe('served');
  });
});
