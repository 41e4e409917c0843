import { describe, expect, it } from 'vitest';
import { holdsCardNumber, withoutCardNumbers } from './card-numbers.ts';

/** Numbers that the brands and payment providers publish for tests. */
const published = [
  ['Visa', '4111111111111111'],
  ['Visa', '4012888888881881'],
  ['Visa', '4242424242424242'],
  ['Visa, 13 digits', '4222222222222'],
  ['Visa, 19 digits', '4988438843884305111'],
  ['Mastercard', '5555555555554444'],
  ['Mastercard', '5105105105105100'],
  ['Mastercard, 2-series', '2223003122003222'],
  ['American Express', '378282246310005'],
  ['American Express', '371449635398431'],
  ['Diners Club', '30569309025904'],
  ['Diners Club', '38520000023237'],
  ['Diners Club', '36227206271667'],
  ['Discover', '6011111111111117'],
  ['Discover', '6011000990139424'],
  ['JCB', '3530111333300000'],
  ['JCB', '3566002020360505'],
  ['UnionPay', '6200000000000005'],
  ['UnionPay, 19 digits', '6205500000000000004'],
  ['Maestro', '6759649826438453'],
  ['Mir', '2200000000000004'],
] as const;

it.each(published)('%s %s is a card number', (_brand, number) => {
  expect(holdsCardNumber(number)).toBe(true);
});

const inDigitsFrom = (zero: number) =>
  '4111111111111111'.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

describe('however it is written', () => {
  it.each([
    'tok_4111111111111111',
    'tok4111111111111111end',
    'pm_1_4111111111111111_9',
    '4111 1111 1111 1111',
    '4111-1111-1111-1111',
    '4111.1111.1111.1111',
    '4111/1111/1111/1111',
    '4111\u00a01111\u20111111\u20131111',
    '4111\u200b1111\u2060111\u00ad11111',
    '4111  -  1111 - 1111 - 1111',
    '4111\n1111\n1111\n1111',
    '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1',
    '4111 x 1111 x 1111 x 1111',
    '4111x1111x1111x1111',
    '4111 and 1111 and 1111 and 1111',
    '3782 then 822463 then 10005',
    'Sam 4111 1111 1111 1111 12/27 123',
    '12/27 4111 1111 1111 1111',
    ';4111111111111111=27121010000012345?',
    '%B4111111111111111^SHOPPER/SAM^2712101?',
    '4111111111111111123',
    '41111111111111111227',
    '41111111111111111227123',
    '0000004111111111111111',
    '+4111111111111111',
    'https://shop.example/?pan=4111111111111111&x=1',
    '4111%201111%201111%201111',
    '{"pan":"4111111111111111"}',
    'x'.repeat(5_000) + ' 4111111111111111 ' + 'y'.repeat(5_000),
    'DE89 3704 0044 0532 0130 00 and 4111111111111111',
    '0190c5a1-7d3e-7000-8000-411111111111-4111111111111111',
    '４１１１１１１１１１１１１１１１',
    '④①①①①①①①①①①①①①①①',
    '⁴¹¹¹ ¹¹¹¹ ¹¹¹¹ ¹¹¹¹',
    '4️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣',
    ...[0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0x17e0, 0x1d7ce, 0x1d7d8, 0x1d7f6, 0x1fbf0, 0x104a0].map(
      inDigitsFrom,
    ),
  ])('%j holds one', (text) => {
    expect(holdsCardNumber(text)).toBe(true);
  });
});

describe('what has as many digits and is another thing', () => {
  it.each([
    ['a card number with a wrong digit', '4111111111111112'],
    ['EAN-13', '4006381333931'],
    ['EAN-13', '5901234123457'],
    ['EAN-13 that passes Luhn', '4000000000006'],
    ['UPC-A', '036000291452'],
    ['EAN-14', '10614141000415'],
    ['EAN-14', '15400141288763'],
    ['SSCC', '340123451234567895'],
    ['ISBN-13', '978-3-16-148410-0'],
    ['ISBN-13', '9780306406157'],
    ['IMEI', '490154203237518'],
    ['IBAN', 'GB29 NWBK 6016 1331 9268 19'],
    ['IBAN', 'DE89370400440532013000'],
    ['IBAN', 'FR14 2004 1010 0505 0001 3M02 606'],
    ['IBAN', 'NO93 8601 1117 947'],
    ['IBAN', 'ES91 2100 0418 4502 0005 1332'],
    ['IBAN', 'MT84 MALT 0110 0001 2345 MTLC AST0 01S'],
    ['IBAN', 'PL61109010140000071219812874'],
    ['IBAN', 'CH93 0076 2011 6238 5295 7'],
    ['UUID', '41111111-1111-4111-8111-111111111111'],
    ['UUID', '01990000-0000-7000-8000-000000000000'],
    ['VAT id', 'DE123456789'],
    ['VAT id', 'NL123456789B01'],
    ['VAT id', 'SE123456789701'],
    ['VAT id', 'CHE-123.456.789 MWST'],
    ['order number', 'CW-100001'],
    ['time', '2026-11-26T09:48:10.123456789Z'],
    ['time', '1764150490123'],
    ['snowflake', '1541815603606036480'],
    ['phone number', '+49 30 123456'],
    ['phone number', '+44 20 7946 0958'],
    ['phone numbers', '+1 555 0100, +1 555 0101, +1 555 0102'],
    ['numbers in a sentence', 'Bought 4 in 2024, 11 in 2025 and 1111 in 2026.'],
    ['an address', '1600 Amphitheatre Pkwy, Mountain View, CA 94043-1351'],
    ['not seen as one word', '4111 1111 and something else stands here 1111 1111'],
  ])('%s %j is none', (_what, text) => {
    expect(holdsCardNumber(text)).toBe(false);
  });
});

it('is one in a hundred of random texts of 16 digits, or a few more', () => {
  let seed = 1;
  const random = (): number => {
    seed = (seed + 0x6d2b79f5) | 0; // mulberry32
    let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const text = () => Array.from({ length: 16 }, () => Math.floor(10 * random())).join('');
  const taken = Array.from({ length: 20_000 }, text).filter(holdsCardNumber).length / 20_000;
  expect(taken).toBeGreaterThan(0.02);
  expect(taken).toBeLessThan(0.05);
});

it('is replaced and nothing else', () => {
  expect(withoutCardNumbers('a 4111 1111 1111 1111, b tok_5555555555554444 c', '…')).toBe('a …, b tok_… c');
  expect(withoutCardNumbers('nothing here', '…')).toBe('nothing here');
});

it('takes time in proportion to what is given', () => {
  const begun = performance.now();
  for (const text of [
    '4 '.repeat(10_000),
    '41'.repeat(10_000),
    '0'.repeat(20_000),
    'DE12 '.repeat(4_000),
    '%34'.repeat(6_000),
  ])
    holdsCardNumber(text);
  expect(performance.now() - begun).toBeLessThan(1_000);
});
