import type { DatabaseFaults } from '../database/transaction.ts';
import type { NetworkFaults } from '../network/server.ts';
import type { ProviderFaults } from '../provider/provider.ts';
import type { ProcessFaults } from '../services/site.ts';
import type { Random } from '@cartwright/random';

/** The faults of a world and their rates. */
export interface Weather {
  readonly network: NetworkFaults;
  readonly database: DatabaseFaults;
  readonly process: ProcessFaults;
  readonly provider: ProviderFaults;
  readonly mail: { refusal: number };
  /** Mean times between accidents, in milliseconds; Infinity for never. */
  readonly meanMs: {
    readonly kill: number;
    readonly pause: number;
    readonly cut: number;
    readonly relayLost: number;
    readonly natsCrash: number;
    readonly outage: number;
  };
}

/** No faults, only latency. */
export function fairWeather(): Weather {
  return {
    network: { latencyMs: [1, 4], ackLoss: 0, publishAckLoss: 0, impatience: 0 },
    database: { slow: 0.1, conflict: 0, outage: 0, lostCommit: 0 },
    process: { death: 0 },
    provider: {
      requestLoss: 0,
      requestDelay: 0,
      answerLoss: 0,
      serverError: 0,
      webhookLoss: 0,
      webhookTwice: 0,
      webhookDisorder: 0,
    },
    mail: { refusal: 0 },
    meanMs: {
      kill: Infinity,
      pause: Infinity,
      cut: Infinity,
      relayLost: Infinity,
      natsCrash: Infinity,
      outage: Infinity,
    },
  };
}

/** Draws the fault rates of a world: some faults often, others never, so that each can have an effect. */
export function drawWeather(random: Random): Weather {
  const some = (most: number): number => (random.chance(0.5) ? random.next() * most : 0);
  const every = (seconds: number): number =>
    random.chance(0.6) ? seconds * 1000 * (0.3 + random.next()) : Infinity;
  return {
    network: {
      latencyMs: [1, random.pick([4, 20, 200])],
      ackLoss: some(0.2),
      publishAckLoss: some(0.03),
      impatience: some(0.5),
    },
    database: { slow: 0.02 + some(0.2), conflict: some(0.02), outage: some(0.01), lostCommit: some(0.02) },
    process: { death: some(0.004) },
    provider: {
      requestLoss: some(0.1),
      requestDelay: some(0.1),
      answerLoss: some(0.15),
      serverError: some(0.2),
      webhookLoss: random.chance(0.3) ? 1 : some(0.5),
      webhookTwice: some(0.5),
      webhookDisorder: some(0.3),
    },
    mail: { refusal: some(0.3) },
    meanMs: {
      kill: every(15),
      pause: every(30),
      cut: every(20),
      relayLost: every(30),
      natsCrash: every(20),
      outage: every(60),
    },
  };
}

/** Ends all faults, so that what is under way can finish. */
export function clearUp({ network, database, process, provider, mail }: Weather): void {
  for (const faults of [database, process, provider, mail]) {
    for (const name of Object.keys(faults)) (faults as unknown as Record<string, number>)[name] = 0;
  }
  network.latencyMs = [1, 4];
  network.ackLoss = 0;
  network.publishAckLoss = 0;
  network.impatience = 0;
}
