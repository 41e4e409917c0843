import type { SightingStore } from '../ports.ts';
import type { RiskAssessment } from '../rules/assess-risk.ts';
import { assessInTurn, type JudgedPayment } from '../rules/assess-in-turn.ts';
import type { RiskRules } from '../rules/risk-rules.ts';

/** What judging payments needs, within a transaction. */
export interface JudgeDependencies {
  readonly sightings: SightingStore;
  readonly rules: RiskRules;
  readonly now: Date;
}

/**
 * Judges payments in their order, each by those before it, and remembers them for those after them.
 * @returns the assessments, aligned with the payments
 */
export async function judgePayments(
  { sightings, rules, now }: JudgeDependencies,
  payments: readonly JudgedPayment[],
): Promise<RiskAssessment[]> {
  if (payments.length === 0) return [];
  const all = payments.map(({ signals }) => signals);
  await sightings.lockSignals(all);
  const longestMinutes = Math.max(0, ...rules.velocity.map(({ withinMinutes }) => withinMinutes));
  const earlier = await sightings.findEarlier(all, new Date(now.getTime() - longestMinutes * 60_000));
  await sightings.remember(payments.map(({ id, signals }) => ({ paymentId: id, signals, seenAt: now })));
  return assessInTurn({ payments, earlier, now }, rules);
}
