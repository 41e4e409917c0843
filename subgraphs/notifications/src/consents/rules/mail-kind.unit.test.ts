import { expect, it } from 'vitest';
import { isOn, mailKinds } from './mail-kind.ts';

it('sends alerts unless they were switched off, and all else only with consent', () => {
  expect(mailKinds.filter((kind) => isOn(kind, undefined))).toEqual(['STOCK_ALERTS', 'PRICE_ALERTS']);
  for (const kind of mailKinds) {
    expect(isOn(kind, { kind, isGiven: true })).toBe(true);
    expect(isOn(kind, { kind, isGiven: false })).toBe(false);
  }
});
