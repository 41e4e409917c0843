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

describe('a value', () => {
  it.each([
    ['SINGLE_LINE_TEXT', '  30\u00a0degrees\u200b ', '30 degrees'],
    ['MULTI_LINE_TEXT', 'one\r\ntwo', 'one\ntwo'],
    ['INTEGER', '-0', '0'],
    ['INTEGER', '9007199254740991', '9007199254740991'],
    ['DECIMAL', '-12.50', '-12.50'],
    ['BOOLEAN', 'true', 'true'],
    ['DATE', '2024-02-29', '2024-02-29'],
    ['DATE_TIME', '2026-11-28T10:30:00+01:00', '2026-11-28T09:30:00.000Z'],
    ['URL', 'HTTPS://example.com/a b', 'https://example.com/a%20b'],
    ['JSON', ' {"digits": 0.12345678901234567890} ', '{"digits": 0.12345678901234567890}'],
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
    ['URL', 'javascript:alert(1)', 'INVALID_FORMAT'],
    ['URL', 'https://sam:secret@example.com/', 'INVALID_FORMAT'],
    ['URL', `https://example.com/${'x'.repeat(2000)}`, 'INVALID_FORMAT'],
    ['JSON', '{digits: 1}', 'INVALID_FORMAT'],
    ['JSON', ' ', 'REQUIRED'],
    ['JSON', '"\ud800"', 'INVALID_FORMAT'],
    ['JSON', JSON.stringify('x'.repeat(16_384)), 'TOO_LONG'],
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
});
