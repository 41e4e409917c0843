import type { Draw } from './buckets.ts';
import { isKnown, sharesOf, type Client, type Share, type SharePolicy } from './shares.ts';

/** What one user may of something. */
export interface Allowance {
  readonly kind: 'request' | 'cost';
  readonly perSecond: number;
  readonly atOnce: number;
}

const maxKnown = 20_000;

/**
 * The buckets that a client draws from, one for each of its shares. Whoever asks asks again, and what they are counted by is the
 * same each time: it is written once.
 */
export class ClientDraws {
  readonly #policy: SharePolicy;
  readonly #allowance: Allowance;
  readonly #known = new Map<string, readonly Draw[]>();

  constructor(policy: SharePolicy, allowance: Allowance) {
    this.#policy = policy;
    this.#allowance = allowance;
  }

  /** So many points from each. */
  of(client: Client, points: number, nowMs: number): readonly Draw[] {
    const draws = this.#ofOnePoint(client, nowMs);
    return points === 1 ? draws : draws.map((draw) => withPoints(draw, points));
  }

  #ofOnePoint(client: Client, nowMs: number): readonly Draw[] {
    const { viewer, clientAddress } = client;
    // No address has a line break in it.
    const name =
      viewer !== null && isKnown(viewer, this.#policy, nowMs)
        ? `${viewer.id}\n${clientAddress}`
        : clientAddress;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const draws = sharesOf(client, this.#policy, nowMs).map((share) => this.#drawOf(share));
    if (this.#known.size === maxKnown) this.#known.clear();
    this.#known.set(name, draws);
    return draws;
  }

  #drawOf({ key, times }: Share): Draw {
    const { kind, perSecond, atOnce } = this.#allowance;
    return {
      key: `rate:${kind}:${key}`,
      points: 1,
      perSecond: perSecond * times,
      capacity: atOnce * times,
    };
  }
}

function withPoints({ key, capacity, perSecond }: Draw, points: number): Draw {
  return { key, points, perSecond, capacity };
}
