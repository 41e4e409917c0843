import { isKnown, sharesOf, type Client, type Share, type SharePolicy } from './shares.ts';

const maxKnown = 20_000;

/**
 * What follows from a client's shares. Whoever asks asks again, and their shares are the same each time: it is made once, and found
 * by one look-up.
 */
export class PerClient<Value> {
  readonly #policy: SharePolicy;
  readonly #make: (shares: readonly Share[]) => Value;
  readonly #known = new Map<string, Value>();

  constructor(policy: SharePolicy, make: (shares: readonly Share[]) => Value) {
    this.#policy = policy;
    this.#make = make;
  }

  of(client: Client, nowMs: number): Value {
    const { viewer, clientAddress } = client;
    // No address has a line break in it.
    const name =
      viewer !== null && isKnown(viewer, this.#policy, nowMs)
        ? `${viewer.id}\n${clientAddress}`
        : clientAddress;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const made = this.#make(sharesOf(client, this.#policy, nowMs));
    if (this.#known.size === maxKnown) this.#known.clear();
    this.#known.set(name, made);
    return made;
  }
}
