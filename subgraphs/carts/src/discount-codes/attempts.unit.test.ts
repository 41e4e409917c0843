import { expect, it } from 'vitest';
import { countUnknown, subjectsOf, waitMsOf } from './attempts.ts';

const now = new Date('2026-06-01T10:00:00.000Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const none = { count: 0, nextAt: now, endsAt: now };

it('lets somebody enter twenty codes that there are not, and then has them wait ten minutes', () => {
  const [network, viewer] = subjectsOf('sam', '192.0.2.1');
  if (network === undefined || viewer === undefined) throw new Error('There are two.');
  const { policy } = viewer;
  const nineteen = countUnknown(none, { policy, unknown: 19, now });
  expect(waitMsOf(nineteen, policy, now)).toBe(0);
  const twenty = countUnknown(nineteen, { policy, unknown: 1, now });
  expect(waitMsOf(twenty, policy, later(1))).toBe(9 * 60_000);
  expect(waitMsOf(twenty, policy, later(10))).toBe(0);
  expect(waitMsOf(countUnknown(none, { policy, unknown: 10, now }), policy, now)).toBe(0);
  expect(waitMsOf(twenty, network.policy, now)).toBe(0);
});

it('counts nobody’s network where it is not known', () => {
  expect(subjectsOf('sam', null)).toHaveLength(1);
});
