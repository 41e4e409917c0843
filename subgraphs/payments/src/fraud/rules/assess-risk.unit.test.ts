import { describe, expect, it } from 'vitest';
import { assessRisk, type RiskFacts } from './assess-risk.ts';
import { defaultRules, type RiskRules } from './risk-rules.ts';
import { riskRules } from './read-rules.ts';
import { signalKinds, type Sighting } from './sighting.ts';

const now = new Date('2026-01-02T10:00:00.000Z');
const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
const signals = {
  fingerprint: 'card',
  account: 'anna',
  email: 'an e-mail address',
  address: 'an address',
  billingAddress: 'another address',
  network: 'a network',
  device: 'a device',
};
const facts = (more: Partial<RiskFacts> = {}): RiskFacts => ({
  amountMinor: 1000,
  currency: 'EUR',
  signals,
  earlier: {},
  now,
  ...more,
});
/** Earlier payments, each of which differs from the others in what `of` says. */
const earlier = (count: number, of: (index: number) => Partial<Sighting>): Sighting[] =>
  Array.from({ length: count }, (_, index) => ({
    seenAt: ago(10),
    account: 'anna',
    fingerprint: 'card',
    outcome: null,
    ...of(index),
  }));
const judge = (more: Partial<RiskFacts>, rules: RiskRules = defaultRules) => assessRisk(facts(more), rules);

describe('the usual rules', () => {
  it('accept what nothing speaks against', () => {
    expect(judge({})).toEqual({ decision: 'ACCEPT', reasons: [] });
  });

  it.each([
    ['EUR', 499_999, 'ACCEPT'],
    ['EUR', 500_000, 'REVIEW'],
    ['USD', 500_000, 'REVIEW'],
    ['XXX', 9_000_000, 'ACCEPT'],
  ])('of an amount: %s %d is %s', (currency, amountMinor, decision) => {
    expect(judge({ currency, amountMinor }).decision).toBe(decision);
  });

  /** One less than the limit, and the limit: of the earlier payments, or the declines. */
  it.each<[string, Partial<RiskFacts['earlier']>, Partial<RiskFacts['earlier']>, string]>([
    [
      'METHOD_USED_OFTEN',
      { fingerprint: earlier(6, () => ({})) },
      { fingerprint: earlier(7, () => ({})) },
      'REVIEW',
    ],
    [
      'METHOD_OF_MANY_ACCOUNTS',
      { fingerprint: earlier(2, (index) => ({ account: `b${index}` })) },
      { fingerprint: earlier(3, (index) => ({ account: `b${index}` })) },
      'REVIEW',
    ],
    [
      'METHOD_DECLINED_OFTEN',
      { fingerprint: earlier(4, () => ({ outcome: 'DECLINED' })) },
      { fingerprint: earlier(5, () => ({ outcome: 'DECLINED' })) },
      'REFUSE',
    ],
    [
      'ACCOUNT_DECLINED_OFTEN',
      { account: earlier(19, () => ({ outcome: 'DECLINED' })) },
      { account: earlier(20, () => ({ outcome: 'DECLINED' })) },
      'REFUSE',
    ],
    [
      'ACCOUNT_WITH_MANY_METHODS',
      { account: earlier(2, (index) => ({ fingerprint: `c${index}` })) },
      { account: earlier(3, (index) => ({ fingerprint: `c${index}` })) },
      'REVIEW',
    ],
    [
      'EMAIL_WITH_MANY_METHODS',
      { email: earlier(2, (index) => ({ fingerprint: `c${index}` })) },
      { email: earlier(3, (index) => ({ fingerprint: `c${index}` })) },
      'REVIEW',
    ],
    [
      'ADDRESS_WITH_MANY_METHODS',
      { address: earlier(3, (index) => ({ fingerprint: `c${index}` })) },
      { billingAddress: earlier(4, (index) => ({ fingerprint: `c${index}` })) },
      'REVIEW',
    ],
    [
      'DEVICE_WITH_MANY_METHODS',
      { device: earlier(4, (index) => ({ fingerprint: `c${index}` })) },
      { device: earlier(5, (index) => ({ fingerprint: `c${index}` })) },
      'REVIEW',
    ],
    [
      'DEVICE_DECLINED_METHODS',
      { device: earlier(7, (index) => ({ fingerprint: `c${index}`, outcome: 'DECLINED' })).slice(0, 4) },
      { device: earlier(8, (index) => ({ fingerprint: `c${index}`, outcome: 'DECLINED' })) },
      'REFUSE',
    ],
    [
      'NETWORK_DECLINED_METHODS',
      { network: earlier(24, (index) => ({ fingerprint: `c${index}`, outcome: 'DECLINED' })) },
      { network: earlier(25, (index) => ({ fingerprint: `c${index}`, outcome: 'DECLINED' })) },
      'REFUSE',
    ],
  ])('break at %s, from its limit on', (code, below, at, decision) => {
    expect(judge({ earlier: below })).toEqual({ decision: 'ACCEPT', reasons: [] });
    const assessed = judge({ earlier: at });
    expect(assessed.reasons).toContain(code);
    expect(assessed.decision).toBe(decision);
  });

  it('forget what is older than they look back', () => {
    const old = earlier(50, () => ({ outcome: 'DECLINED', seenAt: ago(61) }));
    expect(judge({ earlier: { account: old } }).decision).toBe('ACCEPT');
  });

  it('let a whole network and a load test order what they like, with cards that nobody tells apart', () => {
    const many = earlier(200, (index) => ({ account: `b${index}`, fingerprint: null, outcome: 'PAID' }));
    const all = Object.fromEntries(signalKinds.map((kind) => [kind, many]));
    expect(judge({ earlier: { ...all, account: [] }, signals: { ...signals, fingerprint: null } })).toEqual({
      decision: 'ACCEPT',
      reasons: [],
    });
  });

  it('shut nobody out who has paid with this card before: at worst a person looks', () => {
    const stolen = earlier(9, () => ({ account: 'a thief', outcome: 'DECLINED' }));
    const paid = earlier(1, () => ({ outcome: 'PAID', seenAt: ago(1000) }));
    expect(judge({ earlier: { fingerprint: stolen } }).decision).toBe('REFUSE');
    expect(judge({ earlier: { fingerprint: stolen, account: paid } }).decision).toBe('REVIEW');
    const others = earlier(1, () => ({ outcome: 'PAID', fingerprint: 'another card' }));
    expect(judge({ earlier: { fingerprint: stolen, account: others } }).decision).toBe('REFUSE');
  });
});

describe('rules that are configured', () => {
  it('add amounts to the usual ones, and take the place of the others', () => {
    const text = JSON.stringify({ reviewFromMinor: { EUR: 100 }, velocity: [] });
    expect(judge({ amountMinor: 100 }, riskRules.parse(text)).reasons).toEqual(['AMOUNT_HIGH']);
    expect(riskRules.parse(text).reviewFromMinor['USD']).toBe(defaultRules.reviewFromMinor['USD']);
    expect(riskRules.parse(undefined)).toEqual(defaultRules);
    expect(riskRules.parse('')).toEqual(defaultRules);
  });

  it.each(['{', '[]', '{"velocity":[{"code":"x"}]}', '{"reviewFromMinor":{"EUR":"much"}}', '{"unknown":1}'])(
    'are refused when they are %j',
    (text) => {
      expect(riskRules.safeParse(text).success).toBe(false);
    },
  );
});
