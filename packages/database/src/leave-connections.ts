import type { PoolClient } from 'pg';
import { presentAsker } from './asker.ts';
import type { ConnectionSource } from './discard-broken.ts';

/** So large a part of a pool is left to transactions, to messages and to who does not give way. */
const leftPart = 0.3;

/**
 * Has those wait who give way (`forAsker`) while they have so many connections that the rest would be too few: however much is read,
 * what is written finds a connection. Tells them how long they waited.
 */
export function leaveConnections(source: ConnectionSource, maxConnections: number): ConnectionSource {
  const free = new Places(Math.max(1, Math.floor(maxConnections * (1 - leftPart))));
  return {
    options: source.options,
    end: () => source.end(),
    connect: async () => {
      const asker = presentAsker();
      if (asker?.givesWay !== true) return source.connect();
      const startedAt = performance.now();
      await free.take();
      const client = await source.connect().catch((error: unknown) => {
        free.giveBack();
        throw error;
      });
      asker.waited?.(performance.now() - startedAt);
      return givingBack(client, () => free.giveBack());
    },
  };
}

/** The same connection, which says once when it is released. */
function givingBack(client: PoolClient, giveBack: () => void): PoolClient {
  const release = client.release.bind(client);
  client.release = (discard) => {
    client.release = release;
    giveBack();
    release(discard);
  };
  return client;
}

/** Places that are taken in the order in which they are asked for. */
class Places {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  take(): Promise<void> | undefined {
    if (this.#free > 0) {
      this.#free -= 1;
      return undefined;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  giveBack(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}
