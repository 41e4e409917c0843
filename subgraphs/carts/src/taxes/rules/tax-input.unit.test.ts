import { expect, it } from 'vitest';
import { readTaxClass, readTaxRate, readTaxZone } from './tax-input.ts';

const rate = { countryCode: 'de', basisPoints: 1_900, source: 'The law', readOn: '2026-11-20' };
const zone = { countryCode: 'us', pricesIncludeTax: false };

it('tidies what is typed', () => {
  expect(readTaxRate({ ...rate, region: ' by ', taxClass: 'books' })).toMatchObject({
    value: { countryCode: 'DE', region: 'BY', taxClass: 'BOOKS', validFrom: null, validUntil: null },
  });
  expect(readTaxClass({ code: 'e_books', name: ' E-books ' })).toMatchObject({
    value: { code: 'E_BOOKS', name: 'E-books', reason: null },
  });
  expect(readTaxZone({ ...zone, region: '', assumedFor: ['USD', 'CAD', 'USD'] })).toMatchObject({
    value: {
      terms: {
        countryCode: 'US',
        region: null,
        rounding: 'RATE',
        deliveryTax: 'OWN_CLASS',
        assumedFor: ['CAD', 'USD'],
      },
    },
  });
});

const at = new Date('2027-01-01T00:00:00.000Z');
it.each([
  [{ basisPoints: -1 }, 'basisPoints', 'OUT_OF_RANGE'],
  [{ basisPoints: 10_001 }, 'basisPoints', 'OUT_OF_RANGE'],
  [{ countryCode: 'XX' }, 'countryCode', 'INVALID_VALUE'],
  [{ region: 'Bavaria' }, 'region', 'INVALID_FORMAT'],
  [{ taxClass: '7 %' }, 'taxClass', 'INVALID_FORMAT'],
  [{ source: ' ' }, 'source', 'REQUIRED'],
  [{ readOn: '20.11.2026' }, 'readOn', 'INVALID_FORMAT'],
  [{ readOn: '2026-02-30' }, 'readOn', 'INVALID_FORMAT'],
  [{ validFrom: at, validUntil: at }, 'validUntil', 'OUT_OF_RANGE'],
])('refuses a rate with %j', (wrong, field, code) => {
  expect(readTaxRate({ ...rate, ...wrong })).toMatchObject({ fields: [{ path: [field], code }] });
});

it('refuses codes of classes that products could not name', () => {
  for (const code of ['', '7', 'BOOKS!', 'B'.repeat(41)])
    expect(readTaxClass({ code, name: 'Books' })).toMatchObject({ fields: [{ path: ['code'] }] });
});
