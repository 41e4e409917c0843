import type { Counted, RiskRules, VelocityRule } from './risk-rules.ts';
import type { SignalKind, Sighting, Signals } from './sighting.ts';

/** What is known of a payment before the provider is asked to authorise it. */
export interface RiskFacts {
  readonly amountMinor: number;
  readonly currency: string;
  readonly signals: Signals;
  /** Earlier payments by the signal that they share with this one, each list as far back as it matters. */
  readonly earlier: Readonly<Partial<Record<SignalKind, readonly Sighting[]>>>;
  readonly now: Date;
}

/** What is thought of a payment, and by which rules. */
export interface RiskAssessment {
  readonly decision: 'ACCEPT' | 'REVIEW' | 'REFUSE';
  /** Codes, each once; none where nothing spoke against it. */
  readonly reasons: readonly string[];
}

const minuteMs = 60_000;

/**
 * Judges the risk of a payment. Pure. A method that this account has paid with before is its owner's: what others did with
 * the card, from the network or on the device shuts no owner out, and at worst a person looks.
 */
export function assessRisk(facts: RiskFacts, rules: RiskRules): RiskAssessment {
  const broken = rules.velocity.filter((rule) => isBroken(facts, rule));
  const limitMinor = rules.reviewFromMinor[facts.currency];
  const isHigh = limitMinor !== undefined && facts.amountMinor >= limitMinor;
  const reasons = [...new Set([...(isHigh ? ['AMOUNT_HIGH'] : []), ...broken.map(({ code }) => code)])];
  if (reasons.length === 0) return { decision: 'ACCEPT', reasons };
  const isRefused = broken.some(({ decision }) => decision === 'REFUSE') && !isKnownMethod(facts);
  return { decision: isRefused ? 'REFUSE' : 'REVIEW', reasons };
}

function isKnownMethod({ signals: { account, fingerprint }, earlier }: RiskFacts): boolean {
  if (fingerprint === null) return false;
  return (earlier.account ?? []).some(
    (one) => one.account === account && one.fingerprint === fingerprint && one.outcome === 'PAID',
  );
}

function isBroken({ signals, earlier, now }: RiskFacts, rule: VelocityRule): boolean {
  if (signals[rule.by] === null) return false;
  const since = now.getTime() - rule.withinMinutes * minuteMs;
  const lately = (earlier[rule.by] ?? []).filter(({ seenAt }) => seenAt.getTime() > since);
  const { account, fingerprint } = signals;
  return count(rule.counts, lately, { seenAt: now, account, fingerprint, outcome: null }) >= rule.atLeast;
}

/** What was declined is counted without the present payment, of which nobody knows yet. */
function count(counted: Counted, earlier: readonly Sighting[], present: Sighting): number {
  const declined = earlier.filter(({ outcome }) => outcome === 'DECLINED');
  switch (counted) {
    case 'payments':
      return earlier.length + 1;
    case 'methods':
      return methods([...earlier, present]);
    case 'accounts':
      return new Set([...earlier, present].map(({ account }) => account)).size;
    case 'declines':
      return declined.length;
    case 'declined-methods':
      return methods(declined);
  }
}

function methods(sightings: readonly Sighting[]): number {
  return new Set(sightings.flatMap(({ fingerprint }) => fingerprint ?? [])).size;
}
