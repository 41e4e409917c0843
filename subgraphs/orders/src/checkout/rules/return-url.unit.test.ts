import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAppScheme, isOrigin, readReturnUrl, type ReturnTargets } from './return-url.ts';

const targets: ReturnTargets = {
  origins: new Set(['https://shop.example.com', 'http://localhost:3000']),
  schemes: new Set(['com.example.shop']),
};
const read = (text: string): string | undefined => readReturnUrl(text, targets);

describe('a return URL', () => {
  it.each([
    ['https://shop.example.com', 'https://shop.example.com/'],
    ['https://shop.example.com/checkout?step=3#pay', 'https://shop.example.com/checkout?step=3#pay'],
    ['HTTPS://SHOP.example.com:443/ä', 'https://shop.example.com/%C3%A4'],
    ['http://localhost:3000/return', 'http://localhost:3000/return'],
    ['com.example.shop://checkout/return?x=1', 'com.example.shop://checkout/return?x=1'],
    ['com.example.shop:return', 'com.example.shop:return'],
  ])('leads to where it is allowed: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    '',
    'nonsense',
    '/checkout',
    '//shop.example.com/',
    'http://shop.example.com/',
    'https://shop.example.com:8443/',
    'https://shop.example.com.evil.example/',
    'https://evil.example/https://shop.example.com',
    'https://evil.example/?shop.example.com',
    'https://evil.example#shop.example.com',
    'https://shop.example.com@evil.example/',
    'https://evil.example@shop.example.com/',
    'https://user:password@shop.example.com/',
    'https://evil.example\\@shop.example.com/',
    'https:\\\\shop.example.com',
    'https://shop.example.com\\.evil.example',
    'https://shop.example.com%2eevil.example/',
    'https://shop.example.com\u3002evil.example/',
    'https://\u2028shop.example.com/',
    'https://shop.example.com/\r\nSet-Cookie: a=b',
    'https://shop.exa\tmple.com/',
    ' https://shop.example.com/',
    'https://shop.example.com/ ',
    'https://shop.example.com/\u0000',
    'https://shop.example.com/\ud83d',
    'https://shop.example.com/\u202e',
    'https://sh\u00adop.example.com/',
    `https://shop.example.com/${'a'.repeat(2000)}`,
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'JavaScript://shop.example.com/%0aalert(1)',
    'data:text/html,hello',
    'blob:https://shop.example.com/1',
    'com.example.shop.evil://x',
    'com.example://x',
    'intent://x#Intent;scheme=com.example.shop;end',
    'file:///etc/passwd',
  ])('is refused: %j', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('never leads anywhere else, whatever is made of allowed and strange parts', () => {
    const parts = [
      'https:',
      'http:',
      '//',
      '/',
      '\\',
      '@',
      ':',
      '?',
      '#',
      '.',
      '%2f',
      '%40',
      '\t',
      'evil.example',
    ];
    const text = fc
      .array(
        fc.oneof(
          fc.constantFrom(...parts, 'shop.example.com', 'com.example.shop:', '3000', 'localhost'),
          fc.string(),
        ),
      )
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (url) => {
        const given = read(url);
        if (given === undefined) return;
        const { origin, protocol, href } = new URL(given);
        expect(href).toBe(given);
        expect(targets.origins.has(origin) || protocol === 'com.example.shop:').toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('what may be allowed', () => {
  it.each(['https://shop.example.com', 'http://localhost:3000'])('is the origin %s', (text) => {
    expect(isOrigin(text)).toBe(true);
  });

  it.each([
    'https://shop.example.com/',
    'shop.example.com',
    'https://*.example.com/x',
    'ftp://x.example',
    '*',
    'null',
  ])('is not the origin %s', (text) => {
    expect(isOrigin(text)).toBe(false);
  });

  it.each(['com.example.shop', 'myshop'])('is the scheme %s', (text) => {
    expect(isAppScheme(text)).toBe(true);
  });

  it.each(['javascript', 'data', 'https', 'intent', 'Shop', 'shop:', '', '1shop'])(
    'is not the scheme %s',
    (text) => {
      expect(isAppScheme(text)).toBe(false);
    },
  );
});

it('a return URL has 2,000 characters at most, before it is parsed and after', () => {
  const start = 'https://shop.example.com/';
  const longest = start + 'x'.repeat(2000 - start.length);
  expect(read(longest)).toBe(longest);
  expect(read(`${longest}x`)).toBeUndefined();
  expect(read(start + 'ä'.repeat(1000))).toBeUndefined();
});

it('a return URL names nobody', () => {
  expect(read('https://:secret@shop.example.com/')).toBeUndefined();
});
