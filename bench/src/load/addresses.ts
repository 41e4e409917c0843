import { Client } from 'undici';

/** Somebody's address, with a connection that stays open. */
export interface Sender {
  readonly client: Client;
  /** When this address may send again, in milliseconds of `performance.now()`. */
  freeAt: number;
}

let networks = 0;

/** How many networks there are from 127.20.0 to 127.255.249. */
const allNetworks = 236 * 250;

/** A loopback address in a network (/24) that nobody had before; once all have been had, another address of the first of them. */
export function newAddress(): string {
  networks += 1;
  const place = networks % allNetworks;
  const host = 1 + Math.floor(networks / allNetworks);
  return `127.${20 + Math.floor(place / 250)}.${place % 250}.${host}`;
}

/** Opens a connection from an address that nobody had before. */
export function newClient(origin: string): Client {
  return new Client(origin, { localAddress: newAddress(), keepAliveTimeout: 60_000 });
}

/** Addresses that take turns, as many as are needed so that none sends more often than it may. */
export class Senders {
  readonly #origin: string;
  readonly #restMs: number;
  /** The one that sent longest ago comes first. */
  readonly #resting: Sender[] = [];

  constructor(origin: string, perSecond: number) {
    this.#origin = origin;
    this.#restMs = 1_000 / perSecond;
  }

  take(): Sender {
    const [first] = this.#resting;
    if (first === undefined || first.freeAt > performance.now())
      return { client: newClient(this.#origin), freeAt: 0 };
    this.#resting.shift();
    return first;
  }

  giveBack(sender: Sender): void {
    this.#resting.push(Object.assign(sender, { freeAt: performance.now() + this.#restMs }));
  }

  /** Closes the connections of all who rest. */
  destroy(): void {
    for (const { client } of this.#resting) void client.destroy();
  }
}
