import { expect, it } from 'vitest';
import { newLocation, readLocation } from './location-input.ts';

const lisbon = { name: 'Lisbon', address: 'Rua Augusta 1', priority: 5, active: true, allowsPickup: true };

it('makes a location of a name alone: in use, in the middle, nowhere to collect', () => {
  expect(readLocation(newLocation, { name: ' Porto ' })).toEqual({
    kind: 'valid',
    value: {
      facts: { name: 'Porto', address: '', priority: 100, active: true, allowsPickup: false },
      reason: null,
    },
  });
});

it('leaves what is not said as it was, and takes the address away where it is empty', () => {
  expect(readLocation(lisbon, { name: null })).toMatchObject({ value: { facts: lisbon } });
  const input = { address: ' ', priority: 0, active: false, allowsPickup: false, reason: 'closed' };
  expect(readLocation(lisbon, input)).toEqual({
    kind: 'valid',
    value: {
      facts: { name: 'Lisbon', address: '', priority: 0, active: false, allowsPickup: false },
      reason: 'closed',
    },
  });
});

it.each([
  [{ name: '' }, 'name', 'REQUIRED'],
  [{ name: 'x'.repeat(101) }, 'name', 'TOO_LONG'],
  [{ address: 'x'.repeat(501) }, 'address', 'TOO_LONG'],
  [{ priority: -1 }, 'priority', 'OUT_OF_RANGE'],
  [{ priority: 1_001 }, 'priority', 'OUT_OF_RANGE'],
  [{ reason: 'x'.repeat(501) }, 'reason', 'TOO_LONG'],
] as const)('refuses %j', (input, field, code) => {
  expect(readLocation(lisbon, input)).toMatchObject({ fields: [{ path: [field], code }] });
});

it.each([{ name: 'x'.repeat(100) }, { address: 'x'.repeat(500) }, { priority: 1_000 }])(
  'takes %j',
  (input) => {
    expect(readLocation(lisbon, input)).toMatchObject({ value: { facts: input } });
  },
);
