import type { SignalKind } from './sighting.ts';

/** What is counted of the payments that share a signal, the present one included. */
export type Counted = 'payments' | 'methods' | 'accounts' | 'declines' | 'declined-methods';

/** A rule that counts payments with one signal in common. */
export interface VelocityRule {
  /** For staff: `METHOD_USED_OFTEN`. */
  readonly code: string;
  readonly by: SignalKind;
  readonly counts: Counted;
  readonly withinMinutes: number;
  readonly atLeast: number;
  readonly decision: 'REVIEW' | 'REFUSE';
}

/** By what the risk of a payment is judged. */
export interface RiskRules {
  /** From which amount on, in minor units, a person looks at a payment; a currency that is left out has no such amount. */
  readonly reviewFromMinor: Readonly<Record<string, number>>;
  readonly velocity: readonly VelocityRule[];
}

const hour = 60;
const day = 24 * hour;

/**
 * Nothing is counted by network but cards that were declined there: whole offices and countries share an address. Cards that
 * the provider gives no fingerprint for are not told apart.
 */
export const defaultRules: RiskRules = {
  reviewFromMinor: { EUR: 500_000, USD: 500_000, GBP: 450_000, CHF: 500_000, JPY: 800_000 },
  velocity: [
    rule('METHOD_DECLINED_OFTEN', 'fingerprint', 'declines', {
      withinMinutes: hour,
      atLeast: 5,
      decision: 'REFUSE',
    }),
    rule('ACCOUNT_DECLINED_OFTEN', 'account', 'declines', {
      withinMinutes: hour,
      atLeast: 20,
      decision: 'REFUSE',
    }),
    rule('ACCOUNT_WITH_MANY_METHODS', 'account', 'methods', {
      withinMinutes: day,
      atLeast: 10,
      decision: 'REFUSE',
    }),
    rule('DEVICE_DECLINED_METHODS', 'device', 'declined-methods', {
      withinMinutes: hour,
      atLeast: 8,
      decision: 'REFUSE',
    }),
    rule('NETWORK_DECLINED_METHODS', 'network', 'declined-methods', {
      withinMinutes: hour,
      atLeast: 25,
      decision: 'REFUSE',
    }),
    rule('METHOD_USED_OFTEN', 'fingerprint', 'payments', {
      withinMinutes: hour,
      atLeast: 8,
      decision: 'REVIEW',
    }),
    rule('METHOD_OF_MANY_ACCOUNTS', 'fingerprint', 'accounts', {
      withinMinutes: day,
      atLeast: 4,
      decision: 'REVIEW',
    }),
    rule('ACCOUNT_WITH_MANY_METHODS', 'account', 'methods', {
      withinMinutes: day,
      atLeast: 4,
      decision: 'REVIEW',
    }),
    rule('EMAIL_WITH_MANY_METHODS', 'email', 'methods', {
      withinMinutes: day,
      atLeast: 4,
      decision: 'REVIEW',
    }),
    rule('ADDRESS_WITH_MANY_METHODS', 'address', 'methods', {
      withinMinutes: day,
      atLeast: 5,
      decision: 'REVIEW',
    }),
    rule('ADDRESS_WITH_MANY_METHODS', 'billingAddress', 'methods', {
      withinMinutes: day,
      atLeast: 5,
      decision: 'REVIEW',
    }),
    rule('DEVICE_WITH_MANY_METHODS', 'device', 'methods', {
      withinMinutes: day,
      atLeast: 6,
      decision: 'REVIEW',
    }),
  ],
};

function rule(
  code: string,
  by: SignalKind,
  counts: Counted,
  limit: Pick<VelocityRule, 'withinMinutes' | 'atLeast' | 'decision'>,
): VelocityRule {
  return { code, by, counts, ...limit };
}
