import { expect, it } from 'vitest';
import { savingOf } from './saving.ts';

const part = (quantity: number, amountMinor: number) => ({ quantity, amountMinor });

it('is what the parts cost more than the bundle, and never less than nothing', () => {
  expect(savingOf(5000, [part(2, 1000), part(1, 3500)])).toEqual({ savedMinor: 500, partsTotalMinor: 5500 });
  expect(savingOf(5000, [part(4, 1000)])).toEqual({ savedMinor: 0, partsTotalMinor: 4000 });
});

it('is not known where it is more than amounts can say', () => {
  expect(savingOf(1, [part(100, Number.MAX_SAFE_INTEGER)])).toBeNull();
});
