import { describe, expect, it } from 'vitest';
import { maySee, optionalViewer, ownerIds, requireCustomer, requireViewer, type Viewer } from './viewer.ts';

const viewer = (given: Pick<Viewer, 'id' | 'role' | 'guestId'>): Viewer => ({
  ...given,
  sessionId: 's',
  expiresAt: new Date(0),
});

describe('maySee', () => {
  it.each([
    ['its customer', { id: 'a', role: 'CUSTOMER' }, true],
    ['a guest who owns it', { id: 'a', role: 'GUEST' }, true],
    ['a customer who was that guest', { id: 'b', role: 'CUSTOMER', guestId: 'a' }, true],
    ['staff', { id: 'b', role: 'STAFF' }, true],
    ['another customer', { id: 'b', role: 'CUSTOMER' }, false],
    ['another customer who was another guest', { id: 'b', role: 'CUSTOMER', guestId: 'c' }, false],
  ] satisfies [string, Pick<Viewer, 'id' | 'role' | 'guestId'>, boolean][])(
    'what belongs to somebody is seen by %s: %o %s',
    (_who, given, expected) => {
      expect(maySee(viewer(given), 'a')).toBe(expected);
    },
  );

  it('nobody sees nothing', () => {
    expect(maySee(null, 'a')).toBe(false);
  });
});

it('a viewer comes first among those whose objects they own', () => {
  expect(ownerIds(viewer({ id: 'b', role: 'CUSTOMER', guestId: 'a' }))).toEqual(['b', 'a']);
  expect(ownerIds(viewer({ id: 'b', role: 'CUSTOMER' }))).toEqual(['b']);
});

describe('a token that speaks for nobody', () => {
  it.each([
    ['EXPIRED', 'UNAUTHENTICATED'],
    ['INVALID', 'UNAUTHENTICATED'],
    ['UNVERIFIABLE', 'UNAVAILABLE'],
  ] as const)('that is %s is told as %s wherever somebody is asked for', (accessToken, code) => {
    const told = expect.objectContaining({ extensions: { code, accessToken } }) as Error;
    for (const ask of [optionalViewer, requireViewer, requireCustomer]) {
      expect(() => ask({ viewer: null, tokenFault: accessToken })).toThrow(told);
    }
  });

  it('is another thing than no token', () => {
    expect(optionalViewer({ viewer: null })).toBeNull();
    expect(() => requireViewer({ viewer: null })).toThrow('Sign in or start a guest session first.');
  });
});
