import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { checkCacheHints } from './check-cache-hints.ts';

const check = (sdl: string) => () => checkCacheHints(parse(sdl));

describe('hints for caches', () => {
  it.each([
    [
      'a field that only its owner sees',
      'type Product { own: Int @access(rule: OWNER) @cacheControl(maxAge: 5) }',
    ],
    [
      'such a field of a type with a hint',
      'type Product @cacheControl(maxAge: 5) { own: Int @access(rule: OWNER) }',
    ],
    [
      'a field of a type that is for customers',
      'type Product @access(rule: CUSTOMER) { own: Int @cacheControl(maxAge: 5) }',
    ],
    [
      'a query for staff',
      'type Query { own: Int @access(rule: PERMISSION, permission: "STOCK_MANAGE") @cacheControl(maxAge: 5) }',
    ],
  ])('are refused at %s', (_what, sdl) => {
    expect(check(sdl)).toThrow(/\.own is for/);
  });

  it('are refused without a time, and with one at a mutation', () => {
    expect(check('type Product { price: Int @cacheControl(tags: ["prices"]) }')).toThrow('without maxAge');
    expect(check('type Mutation { set: Int @cacheControl(maxAge: 5) }')).toThrow('never kept');
  });

  it('stand at what anybody sees, beside fields that are taken out', () => {
    const sdl = `type Product @access(rule: ANYBODY) @cacheControl(maxAge: 5) {
      name: String
      own: Int @access(rule: OWNER) @cacheControl(private: true)
    }
    type Mutation { set: Int @cacheControl(tags: ["prices"]) }`;
    expect(check(sdl)).not.toThrow();
  });
});
