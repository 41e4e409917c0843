import { expect, it } from 'vitest';
import { z } from 'zod';
import { readInput } from './read-input.ts';
import { optionalVatId } from './vat-id.ts';

const schema = z.object({ vatId: optionalVatId });
const read = (vatId: string | null) => readInput(schema, { vatId });

/** Numbers that businesses publish, and what they are stored as. */
it.each([
  ['ATU12011204'],
  ['BE0897290877'],
  ['BG101004508'],
  ['CY00532445O'],
  ['CZ612345670'],
  ['DE136695976'],
  ['DK13585628'],
  ['EE100594102'],
  ['EL094259216'],
  ['ESB58378431'],
  ['FI20774740'],
  ['FR83404833048'],
  ['HR33392005961'],
  ['HU12892312'],
  ['IE6433435F'],
  ['IT00743110157'],
  ['LT119511515'],
  ['LU15027442'],
  ['LV40003521600'],
  ['MT11679112'],
  ['NL004495445B01'],
  ['PL8567346215'],
  ['PT501964843'],
  ['RO18547290'],
  ['SE556188840401'],
  ['SI50223054'],
  ['SK2022749619'],
  ['XI980780684'],
  ['GB980780684'],
  ['NO995525828MVA'],
])('takes %s, and not with another digit', (vatId) => {
  expect(read(vatId)).toEqual({ kind: 'valid', value: { vatId } });
  const second = [...vatId.matchAll(/\d/g)][1];
  const at = second?.index ?? 0;
  const wrong = `${vatId.slice(0, at)}${(Number(second?.[0]) + 3) % 10}${vatId.slice(at + 1)}`;
  expect(read(wrong)).toMatchObject({ fields: [{ path: ['vatId'], code: 'INVALID_FORMAT' }] });
});

it('takes new Belgian numbers by the same check', () => {
  expect(read('BE 1000.000.021')).toEqual({ kind: 'valid', value: { vatId: 'BE1000000021' } });
  expect(read('BE1000000022')).toMatchObject({ kind: 'invalid-input' });
});

it.each([
  ['de 136 695 976', 'DE136695976'],
  [' xi 980 780 684 ', 'XI980780684'],
  ['CHE-107.787.577 MWST', 'CHE107787577MWST'],
  ['', null],
  ['  ', null],
  [null, null],
])('reads %j as %j', (typed, vatId) => {
  expect(read(typed)).toEqual({ kind: 'valid', value: { vatId } });
});

it.each(['136695976', 'US123456789', 'GR094259216', 'DE136695976'.padEnd(41, ' '), 'no number'])(
  'refuses %j',
  (typed) => {
    expect(read(typed)).toMatchObject({ fields: [{ code: 'INVALID_FORMAT' }] });
  },
);
