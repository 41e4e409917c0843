import { assessRisk, type RiskAssessment } from '../rules/assess-risk.ts';
import type { RiskRules } from '../rules/risk-rules.ts';
import type { Signals } from '../rules/sighting.ts';
import type { SightingStore } from '../ports.ts';

/** What judging a payment needs, within a transaction. */
export interface JudgeDependencies {
  readonly sightings: SightingStore;
  readonly rules: RiskRules;
  readonly now: Date;
}

/** A payment that is to be judged. */
export interface JudgedPayment {
  readonly id: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly signals: Signals;
}

/** Judges a payment by those before it, and remembers it for those after it. */
export async function judgePayment(
  { sightings, rules, now }: JudgeDependencies,
  { id, amountMinor, currency, signals }: JudgedPayment,
): Promise<RiskAssessment> {
  await sightings.lockSignals(signals);
  const longestMinutes = Math.max(0, ...rules.velocity.map(({ withinMinutes }) => withinMinutes));
  const since = new Date(now.getTime() - longestMinutes * 60_000);
  const earlier = await sightings.findEarlier(signals, since);
  await sightings.remember(id, signals, now);
  return assessRisk({ amountMinor, currency, signals, earlier, now }, rules);
}
