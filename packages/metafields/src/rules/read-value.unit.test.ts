import { metafieldTypes } from '@cartwright/events';
import { Fault } from '@cartwright/input';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MetafieldType } from './metafield.ts';
import { readValue } from './read-value.ts';

const codeOf = (type: MetafieldType, given: string) => {
  const read = readValue(type, given);
  return read instanceof Fault ? read.code : read;
};

const id = '019a0c1e-6f00-7abc-8def-0123456789ab';

/** Of the first and the last years too, in any zone. */
const dateTimes = fc
  .tuple(
    fc.oneof(fc.constantFrom(0, 1, 9998, 9999), fc.integer({ min: 0, max: 9999 })),
    fc.constantFrom('01-01T00:30:00', '06-15T12:00:00.5', '12-31T23:30:00'),
    fc.constantFrom('Z', '+01:00', '-01:00', '+14:00', '-23:59'),
  )
  .map(([year, time, zone]) => `${String(year).padStart(4, '0')}-${time}${zone}`);

const decimals = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.integer({ min: 0, max: 1000 }),
    fc.constantFrom('', '.0', '.000', '.250', '.05'),
  )
  .map((parts) => parts.join(''));

const amounts = fc
  .record({
    amount: fc.oneof(decimals, fc.string()),
    currencyCode: fc.constantFrom('EUR', 'JPY', 'KWD', 'XXX'),
  })
  .map((money) => JSON.stringify(money));

const references = fc
  .record({ type: fc.constantFrom('PRODUCT', 'BRAND', 'ORDER'), id: fc.oneof(fc.uuid(), fc.string()) })
  .map((reference) => JSON.stringify(reference));

describe('a value', () => {
  it.each([
    ['SINGLE_LINE_TEXT', '  30\u00a0degrees\u200b ', '30 degrees'],
    ['MULTI_LINE_TEXT', 'one\r\ntwo', 'one\ntwo'],
    ['INTEGER', '-0', '0'],
    ['INTEGER', '9007199254740991', '9007199254740991'],
    ['DECIMAL', '-12.50', '-12.5'],
    ['DECIMAL', '100.000', '100'],
    ['DECIMAL', '-0.00', '0'],
    ['DECIMAL', '100', '100'],
    ['LIST_OF_DECIMAL', '["4.250"]', '["4.25"]'],
    ['BOOLEAN', 'true', 'true'],
    ['DATE', '2024-02-29', '2024-02-29'],
    ['DATE_TIME', '2026-11-28T10:30:00+01:00', '2026-11-28T09:30:00.000Z'],
    ['URL', 'HTTPS://example.com/a b', 'https://example.com/a%20b'],
    ['JSON', ' {"digits": 0.12345678901234567890} ', '{"digits": 0.12345678901234567890}'],
    ['MONEY', '{"currencyCode": "EUR", "amount": "12.9"}', '{"amount":"12.90","currencyCode":"EUR"}'],
    ['MONEY', '{"amount":"-0","currencyCode":"JPY"}', '{"amount":"0","currencyCode":"JPY"}'],
    ['MONEY', '{"amount":"3.7","currencyCode":"KWD"}', '{"amount":"3.700","currencyCode":"KWD"}'],
    ['REFERENCE', `{"id":"${id.toUpperCase()}", "type":"BRAND"}`, `{"type":"BRAND","id":"${id}"}`],
    ['LIST_OF_SINGLE_LINE_TEXT', '[ "oak ", "ash" ]', '["oak","ash"]'],
    ['LIST_OF_INTEGER', '["1","-0"]', '["1","0"]'],
  ] as const)('of %s is kept in its one form: %j', (type, given, kept) => {
    expect(readValue(type, given)).toBe(kept);
  });

  it.each([
    ['SINGLE_LINE_TEXT', '\u200b', 'REQUIRED'],
    ['SINGLE_LINE_TEXT', 'one\ntwo', 'INVALID_CHARACTERS'],
    ['SINGLE_LINE_TEXT', 'x\0', 'INVALID_CHARACTERS'],
    ['SINGLE_LINE_TEXT', 'x'.repeat(5001), 'TOO_LONG'],
    ['INTEGER', '9007199254740992', 'INVALID_FORMAT'],
    ['INTEGER', '1.0', 'INVALID_FORMAT'],
    ['INTEGER', '01', 'INVALID_FORMAT'],
    ['DECIMAL', '1e3', 'INVALID_FORMAT'],
    ['BOOLEAN', 'yes', 'INVALID_FORMAT'],
    ['DATE', '2026-02-29', 'INVALID_FORMAT'],
    ['DATE_TIME', '2026-11-28T10:30:00', 'INVALID_FORMAT'],
    ['DATE_TIME', '2026-02-30T10:30:00Z', 'INVALID_FORMAT'],
    ['DATE_TIME', '9999-12-31T23:59:59-01:00', 'INVALID_FORMAT'],
    ['DATE_TIME', '0000-01-01T00:00:00+01:00', 'INVALID_FORMAT'],
    ['URL', 'javascript:alert(1)', 'INVALID_FORMAT'],
    ['URL', 'https://sam:secret@example.com/', 'INVALID_FORMAT'],
    ['URL', `https://example.com/${'x'.repeat(2000)}`, 'INVALID_FORMAT'],
    ['JSON', '{digits: 1}', 'INVALID_FORMAT'],
    ['JSON', ' ', 'REQUIRED'],
    ['JSON', '"\ud800"', 'INVALID_FORMAT'],
    ['JSON', JSON.stringify('x'.repeat(16_384)), 'TOO_LONG'],
    ['MONEY', '12.90 EUR', 'INVALID_FORMAT'],
    ['MONEY', '{"amount":12.9,"currencyCode":"EUR"}', 'INVALID_FORMAT'],
    ['MONEY', '{"amount":"12.90"}', 'INVALID_FORMAT'],
    ['MONEY', '{"amount":"12.90","currencyCode":"EUR","tax":"0"}', 'INVALID_FORMAT'],
    ['MONEY', '{"amount":"12.90","currencyCode":"XXX"}', 'INVALID_VALUE'],
    ['MONEY', '{"amount":"12.90","currencyCode":"eur"}', 'INVALID_VALUE'],
    ['MONEY', '{"amount":"12.901","currencyCode":"EUR"}', 'INVALID_VALUE'],
    ['MONEY', '{"amount":"12.9","currencyCode":"JPY"}', 'INVALID_VALUE'],
    ['MONEY', '{"amount":"1.2345","currencyCode":"KWD"}', 'INVALID_VALUE'],
    ['MONEY', '{"amount":"1e3","currencyCode":"EUR"}', 'INVALID_VALUE'],
    ['MONEY', '{"amount":"90071992547409.92","currencyCode":"EUR"}', 'INVALID_VALUE'],
    ['REFERENCE', id, 'INVALID_FORMAT'],
    ['REFERENCE', '{"type":"PRODUCT","id":"mug"}', 'INVALID_FORMAT'],
    ['REFERENCE', `{"type":"ORDER","id":"${id}"}`, 'INVALID_FORMAT'],
    ['REFERENCE', `{"type":"PRODUCT","id":"${id}","at":1}`, 'INVALID_FORMAT'],
    ['LIST_OF_DATE', '[]', 'REQUIRED'],
    ['LIST_OF_DATE', '["2026-02-29"]', 'INVALID_FORMAT'],
    ['LIST_OF_INTEGER', '[1]', 'INVALID_FORMAT'],
    ['LIST_OF_URL', '"https://example.com/"', 'INVALID_FORMAT'],
    ['LIST_OF_INTEGER', JSON.stringify(Array.from({ length: 101 }, String)), 'TOO_LONG'],
    ['LIST_OF_SINGLE_LINE_TEXT', JSON.stringify(['x'.repeat(2500), 'x'.repeat(2500)]), 'TOO_LONG'],
  ] as const)('of %s is refused: %.40j', (type, given, code) => {
    expect(codeOf(type, given)).toBe(code);
  });

  it('that was kept is kept as it is, whatever was given', () => {
    const given = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.integer().map(String),
      fc.date({ noInvalidDate: true, min: new Date(0) }).map((date) => date.toISOString()),
      dateTimes,
      decimals,
      amounts,
      references,
      fc.webUrl(),
      fc
        .array(fc.oneof(fc.string(), fc.webUrl(), fc.integer().map(String)))
        .map((list) => JSON.stringify(list)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...metafieldTypes), given, (type, text) => {
        const kept = readValue(type, text);
        if (kept instanceof Fault) return;
        expect(readValue(type, kept)).toBe(kept);
        expect(kept.isWellFormed() && !kept.includes('\0')).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('that says the same number or moment is kept as the same text', () => {
    fc.assert(
      fc.property(decimals, decimals, (one, other) => {
        const isSame = Number(one) === Number(other);
        expect(readValue('DECIMAL', one) === readValue('DECIMAL', other)).toBe(isSame);
      }),
    );
    fc.assert(
      fc.property(dateTimes, (text) => {
        const kept = readValue('DATE_TIME', text);
        if (kept instanceof Fault) return;
        expect(kept).toMatch(/^\d{4}-/);
        expect(Date.parse(kept)).toBe(Date.parse(text));
      }),
    );
  });
});
