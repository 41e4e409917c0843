import { expect, it } from 'vitest';
import { formatDate, formatMoment, formatMoney, formatPercent } from './mod.ts';

const nbsp = '\u00a0';

it.each([
  ['de', 795, 'EUR', `7,95${nbsp}€`],
  ['en', 795, 'EUR', '€7.95'],
  ['de', 123_456_789, 'USD', `1.234.567,89${nbsp}$`],
  ['en', -490, 'EUR', '-€4.90'],
  ['de', Number.MAX_SAFE_INTEGER, 'EUR', `90.071.992.547.409,91${nbsp}€`],
  ['en', 500, 'JPY', '¥500'],
  ['de', 1_500, 'KWD', `1,500${nbsp}KWD`],
  ['en', 1_999, 'HUF', `HUF${nbsp}19.99`],
] as const)('in %s %i minor units of %s are %s', (language, amountMinor, currency, text) => {
  expect(formatMoney(language, amountMinor, currency)).toBe(text);
});

it.each([
  ['de', 1900, `19${nbsp}%`],
  ['en', 550, '5.5%'],
  ['de', 2055, `20,55${nbsp}%`],
  ['en', 0, '0%'],
] as const)('in %s %i basis points are %s', (language, basisPoints, text) => {
  expect(formatPercent(language, basisPoints)).toBe(text);
});

it('a day is that of the time zone', () => {
  const lateOnThe2nd = new Date('2026-01-02T23:30:00Z');
  expect(formatDate('en', lateOnThe2nd, 'UTC')).toBe('January 2, 2026');
  expect(formatDate('de', lateOnThe2nd, 'Europe/Berlin')).toBe('3. Januar 2026');
});

it('a moment says in which time zone it is', () => {
  const moment = new Date('2026-01-02T03:04:05Z');
  expect(formatMoment('en', moment, 'UTC').replaceAll(/\s/g, ' ')).toBe('January 2, 2026 at 3:04 AM UTC');
  expect(formatMoment('de', moment, 'Europe/Berlin')).toBe('2. Januar 2026 um 04:04 MEZ');
});
