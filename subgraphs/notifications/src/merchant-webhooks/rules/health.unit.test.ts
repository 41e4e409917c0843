import { expect, it } from 'vitest';
import type { Answer, Outcome } from './attempts.ts';
import { healthAfter, type Health } from './health.ts';

const at = new Date('2026-01-01T00:00:00Z');
const well: Health = { failingSince: null, eventsFailed: 0 };
const refused: Answer = { status: 500, error: 'It broke', durationMs: 5 };
const failed: Outcome = { state: 'FAILED' };
const later: Outcome = { state: 'PENDING', nextAttemptAt: at };

it('a webhook is suspended with the twentieth event in a row that is given up', () => {
  const eighteen = { failingSince: at, eventsFailed: 18 };
  const before = healthAfter(eighteen, { outcome: failed, answer: refused, at });
  expect(before).toEqual({ failingSince: at, eventsFailed: 19, suspendedReason: null });
  const { suspendedReason } = healthAfter(before, { outcome: failed, answer: refused, at });
  expect(suspendedReason).toContain('20 events in a row were given up');
  expect(suspendedReason).toContain('It broke');
});

it('a webhook that takes nothing is suspended after three days, and not before', () => {
  const failing = { failingSince: at, eventsFailed: 0 };
  const after = (ms: number) =>
    healthAfter(failing, { outcome: later, answer: refused, at: new Date(at.getTime() + ms) })
      .suspendedReason;
  expect(after(3 * 86_400_000 - 1)).toBeNull();
  expect(after(3 * 86_400_000)).toContain('three days');
});

it('a receiver that is gone hears nothing more, and one that takes an event is well', () => {
  const gone = healthAfter(well, { outcome: failed, answer: { ...refused, status: 410 }, at });
  expect(gone.suspendedReason).toContain('410');
  const taken = { status: 204, error: null, durationMs: 5 };
  const failing = { failingSince: at, eventsFailed: 19 };
  expect(healthAfter(failing, { outcome: { state: 'DELIVERED' }, answer: taken, at })).toEqual({
    ...well,
    suspendedReason: null,
  });
});
