import type { EarlierPayments } from '../ports.ts';
import { assessRisk, type RiskAssessment } from './assess-risk.ts';
import type { RiskRules } from './risk-rules.ts';
import { isTelling, signalKinds, type SignalKind, type Sighting, type Signals } from './sighting.ts';

/** A payment that is to be judged. */
export interface JudgedPayment {
  readonly id: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly signals: Signals;
}

/** Payments that are judged together, and for each the earlier ones that are stored. */
export interface Judgement {
  readonly payments: readonly JudgedPayment[];
  readonly earlier: readonly EarlierPayments[];
  readonly now: Date;
}

/** Judges payments as if each came after those before it: they count for it as the stored ones do. Pure. */
export function assessInTurn({ payments, earlier, now }: Judgement, rules: RiskRules): RiskAssessment[] {
  return payments.map(({ amountMinor, currency, signals }, index) => {
    const before = payments.slice(0, index).map((one) => one.signals);
    const known = withOthers(earlier[index] ?? {}, { signals, before, now });
    return assessRisk({ amountMinor, currency, signals, earlier: known, now }, rules);
  });
}

interface Others {
  readonly signals: Signals;
  readonly before: readonly Signals[];
  readonly now: Date;
}

function withOthers(stored: EarlierPayments, { signals, before, now }: Others): EarlierPayments {
  const sharing = (kind: SignalKind): Sighting[] =>
    before
      .filter((other) => signals[kind] !== null && other[kind] === signals[kind])
      .map(({ account, fingerprint }) => ({ seenAt: now, account, fingerprint, outcome: null }))
      .filter(isTelling);
  return Object.fromEntries(signalKinds.map((kind) => [kind, [...sharing(kind), ...(stored[kind] ?? [])]]));
}
