import { expect, it } from 'vitest';
import { weeklyMoment } from './weekly-moment.ts';

it.each([
  ['2026-01-05T00:00:00Z', 'UTC', 1, 0],
  ['2026-01-04T23:30:00Z', 'UTC', 7, 23 * 60 + 30],
  ['2026-01-04T23:30:00Z', 'Europe/Berlin', 1, 30],
  ['2026-07-05T22:30:00Z', 'Europe/Berlin', 1, 30],
  ['2026-01-05T04:59:59Z', 'America/New_York', 7, 23 * 60 + 59],
])('%s is in %s day %i of the week, minute %i', (time, timeZone, day, minute) => {
  expect(weeklyMoment(new Date(time), timeZone)).toEqual({ day, minute });
});
