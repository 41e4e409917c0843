import { describe, expect, it } from 'vitest';
import { readEmail } from './email.ts';

describe('an e-mail address has one form', () => {
  it.each([
    ['  Sam.Shopper@Example.COM ', 'sam.shopper@example.com'],
    ['sam+shop@example.co.uk', 'sam+shop@example.co.uk'],
    ["o'brien@example.com", "o'brien@example.com"],
    ['buyer@müller.de', 'buyer@müller.de'],
    ['Buyer@MU\u0308LLER.de', 'buyer@müller.de'],
    ['buyer@xn--mller-kva.de', 'buyer@müller.de'],
    ['zoe\u0308@example.com', 'zoë@example.com'],
    ['用户@例え。テスト', '用户@例え.テスト'],
    ['ｓａｍ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'sam@example.com'],
    ['\u200bsam\u00ad@exam\u200cple.com\u00a0', 'sam@example.com'],
    ['a@b.museum', 'a@b.museum'],
    [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  ])('%j is %j', (given, kept) => {
    expect(readEmail(given)).toBe(kept);
    expect(readEmail(kept)).toBe(kept);
  });

  it.each([
    '',
    'sam',
    'sam@',
    '@example.com',
    'sam@example',
    'sam@@example.com',
    'sam @example.com',
    'sam@exam ple.com',
    'sam@example..com',
    'sam@-example.com',
    'sam@127.0.0.1',
    'sam@[127.0.0.1]',
    'sam@example.com/path',
    'sam@example%2ecom',
    'sam@example.com:25',
    '.sam@example.com',
    'sa..m@example.com',
    '"sam"@example.com',
    'sam,eve@example.com',
    'sam@example.com,eve@example.com',
    'sam<eve@example.com>',
    'sam\r\nbcc@example.com',
    'sam\0@example.com',
    'sam\ud83d@example.com',
    `${'a'.repeat(65)}@example.com`,
    `${'ü'.repeat(33)}@example.com`,
    `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(60)}.com`,
  ])('%j is none', (given) => {
    expect(readEmail(given)).toBeNull();
  });
});
