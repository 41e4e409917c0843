import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startPostgres, type RunningService } from '@cartwright/servers';
import type { PeerShop, SentRequest } from '../load/jobs.ts';

/** Another shop, running. */
export interface Peer {
  readonly origin: string;
  /** What its guests know of it. */
  readonly shop: PeerShop;
  /** Asks for 20 products with variants, prices and stock. */
  readonly listRequest: SentRequest;
  /** The process of each part. */
  readonly parts: ReadonlyMap<string, number>;
  /** Resolves when nothing that its worker is to do waits any more. */
  readonly settled: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** How many products of three variants a peer has. */
export const peerProducts = 100;

/** What a peer is built from. */
export interface Site {
  /** Of its data and logs; nobody had it before. */
  readonly dataDir: string;
  /** Letters and digits. */
  readonly password: string;
  /** Its own, as durable as the store's. */
  readonly postgres: RunningService;
  /** Has something stopped with the peer, before what was kept earlier. */
  readonly keep: <Started extends { readonly stop: () => Promise<void> }>(started: Started) => Started;
}

/** Opens a peer on a PostgreSQL of its own. When that fails, whatever was started is stopped. */
export async function openPeer(
  dataDir: string,
  build: (site: Site) => Promise<Omit<Peer, 'stop'>>,
): Promise<Peer> {
  const started = new AsyncDisposableStack();
  const keep: Site['keep'] = (one) => {
    started.defer(() => one.stop());
    return one;
  };
  const password = randomBytes(12).toString('hex');
  const own = path.join(dataDir, `peer-${password}`);
  try {
    const postgres = keep(await startPostgres({ dataDir: own, password }));
    const peer = await build({ dataDir: own, password, postgres, keep });
    return { ...peer, stop: () => started.disposeAsync() };
  } catch (error) {
    await started.disposeAsync();
    throw error;
  }
}

const lookEachMs = 200;

/** Waits until a look shows that nothing is left to do. */
export async function untilIdle(isIdle: () => Promise<boolean>): Promise<void> {
  while (!(await isIdle())) await setTimeout(lookEachMs);
}
