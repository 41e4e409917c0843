import type { Draw } from './buckets.ts';
import { PerClient } from './per-client.ts';
import type { Client, Share, SharePolicy } from './shares.ts';

/** What one user may of something. */
export interface Allowance {
  readonly kind: 'request' | 'cost';
  readonly perSecond: number;
  readonly atOnce: number;
}

/** The buckets that a client draws from, one for each of its shares. */
export class ClientDraws {
  readonly #ofOnePoint: PerClient<readonly Draw[]>;

  constructor(policy: SharePolicy, allowance: Allowance) {
    this.#ofOnePoint = new PerClient(policy, (shares) => shares.map((share) => drawOf(share, allowance)));
  }

  /** So many points from each. */
  of(client: Client, points: number, nowMs: number): readonly Draw[] {
    const draws = this.#ofOnePoint.of(client, nowMs);
    return points === 1 ? draws : draws.map((draw) => withPoints(draw, points));
  }
}

function drawOf({ key, times }: Share, { kind, perSecond, atOnce }: Allowance): Draw {
  return {
    key: `rate:${kind}:${key}`,
    points: 1,
    perSecond: perSecond * times,
    capacity: atOnce * times,
  };
}

function withPoints({ key, capacity, perSecond }: Draw, points: number): Draw {
  return { key, points, perSecond, capacity };
}
