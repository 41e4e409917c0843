import { rateLimited } from '@cartwright/errors';
import { ConnectionCounts } from './connection-counts.ts';
import { PerClient } from './per-client.ts';
import type { Client, Share, SharePolicy } from './shares.ts';

/** How many places there are, and what they are called when there are too few. */
export interface PlacesOptions {
  /** Of a user, or of all newcomers of an address; an address and a network have a multiple. */
  readonly maxPerUser: number;
  readonly policy: SharePolicy;
  readonly now: () => Date;
  /** For people: `connections`. */
  readonly name: string;
}

/** Limits how much of one kind each client holds at this gateway at the same time: connections, or operations. */
export class ClientPlaces {
  readonly #counts = new ConnectionCounts();
  readonly #options: PlacesOptions;
  readonly #shares: PerClient<readonly Share[]>;

  constructor(options: PlacesOptions) {
    this.#options = options;
    this.#shares = new PerClient(options.policy, (shares) => shares);
  }

  /** Takes a place and returns the function that gives it up; undefined where there is none. */
  tryTake(client: Client): (() => void) | undefined {
    const { maxPerUser, now } = this.#options;
    const taken: (() => void)[] = [];
    const giveUp = () => taken.forEach((release) => release());
    for (const { key, times } of this.#shares.of(client, now().getTime())) {
      const release = this.#counts.take(key, maxPerUser * times);
      if (release === undefined) {
        giveUp();
        return undefined;
      }
      taken.push(release);
    }
    return giveUp;
  }

  /** The same. @throws RATE_LIMITED where there is none */
  take(client: Client): () => void {
    const giveUp = this.tryTake(client);
    if (giveUp === undefined) throw rateLimited(1_000, `Too many ${this.#options.name} at the same time`);
    return giveUp;
  }
}
