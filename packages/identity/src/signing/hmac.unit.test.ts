import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { hmacSha256 } from './hmac.ts';

const texts = ['', 'a', 'ü€😀', 'long '.repeat(1_000), 'short again'];

it.each(['k', 'k'.repeat(64), 'k'.repeat(65), 'schlüssel'.repeat(20)])(
  'is the HMAC that Node makes, for whatever text, with the key %s',
  (key) => {
    const mac = hmacSha256(key);
    const expected = texts.map((text) => createHmac('sha256', key).update(text).digest('base64'));
    expect(texts.map((text) => mac(text))).toEqual(expected);
  },
);
