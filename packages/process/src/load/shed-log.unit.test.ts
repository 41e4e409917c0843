import { expect, it, vi } from 'vitest';
import { createLogger } from '../logging/logger.ts';
import { ShedLog } from './shed-log.ts';

function logged() {
  let nowMs = 0;
  const logger = createLogger({ name: 'test', level: 'silent' });
  const warn = vi.spyOn(logger, 'warn');
  const shed = new ShedLog(logger, () => nowMs);
  return { shed, told: () => warn.mock.calls.map(([fields]) => fields), pass: (ms: number) => (nowMs += ms) };
}

it('counts each and tells of all together', () => {
  const { shed, told, pass } = logged();
  for (let time = 0; time < 1_000; time += 1) shed.count('browsing', 'full');
  pass(10_000);
  shed.count('change', 'late');
  expect(told()).toEqual([
    { shed: { 'browsing full': 1 } },
    { shed: { 'browsing full': 999, 'change late': 1 } },
  ]);
  expect(shed.counts).toEqual({ 'browsing full': 1_000, 'change late': 1 });
});

it('is seen by health until a while after the last', () => {
  const { shed, pass } = logged();
  expect(() => shed.assertNone()).not.toThrow();
  shed.count('browsing', 'late');
  expect(() => shed.assertNone()).toThrow(/browsing late 1$/);
  pass(10_001);
  expect(() => shed.assertNone()).not.toThrow();
});
