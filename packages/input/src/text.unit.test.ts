import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readInput } from './read-input.ts';
import { code, multilineText, optionalText, text } from './text.ts';

const read = (schema: z.ZodType, given: unknown) => {
  const outcome = readInput(z.object({ given: schema }), { given });
  return outcome.kind === 'valid' ? outcome.value.given : outcome.fields[0]?.code;
};

describe('one line of text', () => {
  it.each([
    ['  Sam ', 'Sam'],
    ['Zoe\u0308', 'Zoë'],
    ['Sam\u00a0Shopper', 'Sam Shopper'],
    ['Sam\tShopper\n', 'Sam Shopper'],
    ['\u3000Sam\u2003', 'Sam'],
    ['Sam\u200b\u00ad\ufeff\u202e', 'Sam'],
    ['Anne\u2010Marie', 'Anne-Marie'],
    ['a' + '\u0323\u0301'.repeat(15), 'ạ' + '\u0323'.repeat(14) + '\u0301'.repeat(15)],
    ['x' + '\u0323\u0301'.repeat(200_000), 'x' + '\u0323'.repeat(15) + '\u0301'.repeat(15)],
    ['Anne\u2011Marie', 'Anne-Marie'],
    ['1939 \u2013 1945', '1939 \u2013 1945'],
    ['Sam\u200d', 'Sam'],
    ['\u200cSam \u200d Shopper', 'Sam  Shopper'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['👨\u200d👩\u200d👧', '👨\u200d👩\u200d👧'],
    ['❤\ufe0f\u200d🔥', '❤\ufe0f\u200d🔥'],
  ])('%j is kept as %j', (given, kept) => {
    expect(read(text(100), given)).toBe(kept);
  });

  it.each([
    ['nothing', undefined, 'REQUIRED'],
    ['null', null, 'REQUIRED'],
    ['empty', '', 'REQUIRED'],
    ['blanks', ' \u00a0\u3000\u2800', 'REQUIRED'],
    ['what nobody sees', '\u200b\u2060\u3164\u115f\ufe0f\u{e0041}', 'REQUIRED'],
    ['NUL', 'Sam\0', 'INVALID_CHARACTERS'],
    ['NUL alone', '\0', 'INVALID_CHARACTERS'],
    ['half a pair', 'Sam\ud83d', 'INVALID_CHARACTERS'],
    ['the other half', '\ude00Sam', 'INVALID_CHARACTERS'],
    ['a line break', 'Sam\r\nBcc: all', 'INVALID_CHARACTERS'],
    ['a line separator', 'Sam\u2028Shopper', 'INVALID_CHARACTERS'],
    ['a control character', 'Sam\u001bShopper', 'INVALID_CHARACTERS'],
    ['too much', 'x'.repeat(101), 'TOO_LONG'],
  ])('%s is refused', (_what, given, fault) => {
    expect(read(text(100), given)).toBe(fault);
  });

  it('counts characters, not halves of them', () => {
    expect(read(text(3), '👍👍👍')).toBe('👍👍👍');
    expect(read(text(3), '👍👍👍👍')).toBe('TOO_LONG');
    expect(read(text(3), 'e\u0301e\u0301e\u0301')).toBe('ééé');
  });

  it('takes time in proportion to what is given', () => {
    const begun = performance.now();
    expect(read(text(100), `${' '.repeat(500_000)}x${'\u200d'.repeat(500_000)}y`)).toBe('x\u200dy');
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});

it.each([undefined, null, '', ' \u00a0', '\u200b'])('optional text may be %j, and is null then', (given) => {
  expect(read(optionalText(100), given)).toBeNull();
});

it.each(['\0', '\ud800', 'a\nb'])('optional text may not be %j', (given) => {
  expect(read(optionalText(100), given)).toBe('INVALID_CHARACTERS');
});

describe('text of several lines', () => {
  it('has one kind of line break', () => {
    expect(read(multilineText(100), ' one\r\ntwo\rthree\u2028four\n\n')).toBe('one\ntwo\nthree\nfour');
  });

  it.each([
    ['\n \n', 'REQUIRED'],
    ['a\0', 'INVALID_CHARACTERS'],
    ['a\u0007', 'INVALID_CHARACTERS'],
    ['a\udfff', 'INVALID_CHARACTERS'],
    ['x\n'.repeat(51), 'TOO_LONG'],
  ])('%j is refused', (given, fault) => {
    expect(read(multilineText(100), given)).toBe(fault);
  });
});

it.each([
  ['CW\u2011100001', 'CW-100001'],
  ['ＳＷ１Ａ\u3000１ＡＡ', 'SW1A 1AA'],
  ['1234\u2013567', '1234-567'],
  ['\u200b10115\u00a0', '10115'],
])('the code %j is kept as %j', (given, kept) => {
  expect(read(code(20), given)).toBe(kept);
});
