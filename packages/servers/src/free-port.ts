import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { isBlockedPort } from './blocked-port.ts';

const step = 10;
const attempts = 20;

/**
 * Finds a free TCP port: the preferred one, else the one ten above it, and so on (a second clone gets 4010 to 4018),
 * else any.
 *
 * The package get-port does not fit: it returns no port twice within half a minute, so that a store that is started
 * again by the same process would lose its ports, and it cannot check whether one given port is free.
 */
export async function freePort(preferred = 0, avoid: ReadonlySet<number> = new Set()): Promise<number> {
  for (let attempt = 0; preferred > 0 && attempt < attempts; attempt += 1) {
    const port = preferred + attempt * step;
    if (!avoid.has(port) && (await isPortFree(port))) return port;
  }
  return anyFreePort(avoid);
}

/** Whether the port is free, on 127.0.0.1 and on ::1, and one that browsers open. */
export async function isPortFree(port: number): Promise<boolean> {
  if (isBlockedPort(port)) return false;
  if ((await tryListen(port, '127.0.0.1')) === undefined) return false;
  return (await tryListen(port, '::1', ['EADDRNOTAVAIL', 'EAFNOSUPPORT'])) !== undefined;
}

/**
 * Below the ports that systems give to outgoing connections (Linux: from 32768), one of which could take the port before
 * whoever it is for listens there.
 */
const lowest = 20_000;
const highest = 32_000;

async function anyFreePort(avoid: ReadonlySet<number>): Promise<number> {
  for (let attempt = 0; attempt < highest - lowest; attempt += 1) {
    const port = randomInt(lowest, highest);
    if (!avoid.has(port) && (await isPortFree(port))) return port;
  }
  throw new Error(`No TCP port from ${lowest} to ${highest} is free.`);
}

function tryListen(port: number, host: string, harmless: string[] = []): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(harmless.includes(error.code ?? '') ? port : undefined);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}
