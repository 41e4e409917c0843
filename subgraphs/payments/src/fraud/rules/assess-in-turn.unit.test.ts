import { expect, it } from 'vitest';
import type { EarlierPayments } from '../ports.ts';
import { assessInTurn, type JudgedPayment } from './assess-in-turn.ts';
import type { RiskRules } from './risk-rules.ts';
import type { Sighting } from './sighting.ts';

const now = new Date('2026-01-02T10:00:00.000Z');
const rules: RiskRules = {
  reviewFromMinor: {},
  velocity: [
    {
      code: 'METHOD_USED_OFTEN',
      by: 'fingerprint',
      counts: 'payments',
      withinMinutes: 60,
      atLeast: 3,
      decision: 'REVIEW',
    },
    {
      code: 'ACCOUNT_WITH_MANY_METHODS',
      by: 'account',
      counts: 'methods',
      withinMinutes: 60,
      atLeast: 2,
      decision: 'REFUSE',
    },
  ],
};

const payment = (account: string, fingerprint: string | null): JudgedPayment => ({
  id: '',
  amountMinor: 1,
  currency: 'EUR',
  signals: {
    ...{ account, fingerprint, email: null, address: null },
    ...{ billingAddress: null, network: null, device: null },
  },
});

const assess = (payments: JudgedPayment[], stored: EarlierPayments = {}) =>
  assessInTurn({ payments, earlier: payments.map(() => stored), now }, rules).map(({ reasons }) => reasons);

it('payments that are judged together count for those after them, as stored ones do, and for none before', () => {
  const often = [payment('a', 'card'), payment('b', 'card'), payment('c', 'card'), payment('d', 'other')];
  expect(assess(often)).toEqual([[], [], ['METHOD_USED_OFTEN'], []]);
  const stored: Sighting = { seenAt: now, account: 'z', fingerprint: 'card', outcome: null };
  expect(assess(often.slice(0, 2), { fingerprint: [stored] })).toEqual([[], ['METHOD_USED_OFTEN']]);
});

it('are told apart as stored ones are: methods without a fingerprint count for nothing', () => {
  expect(assess([payment('a', '1'), payment('a', '2'), payment('b', '3')])).toEqual([
    [],
    ['ACCOUNT_WITH_MANY_METHODS'],
    [],
  ]);
  expect(assess([payment('a', null), payment('a', null), payment('a', null)])).toEqual([[], [], []]);
});
