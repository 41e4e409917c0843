import { describe, expect, it } from 'vitest';
import {
  hasPermission,
  maySee,
  optionalViewer,
  ownerIds,
  requireCustomer,
  requirePermission,
  requirePerson,
  requireViewer,
  type Viewer,
} from './viewer.ts';

type GivenViewer = Pick<Viewer, 'id' | 'role' | 'guestId'> & Partial<Pick<Viewer, 'permissions'>>;

const viewer = (given: GivenViewer): Viewer => ({
  permissions: [],
  ...given,
  sessionId: 's',
  expiresAt: new Date(0),
});

describe('maySee', () => {
  it.each([
    ['its customer', { id: 'a', role: 'CUSTOMER' }, true],
    ['a guest who owns it', { id: 'a', role: 'GUEST' }, true],
    ['a customer who was that guest', { id: 'b', role: 'CUSTOMER', guestId: 'a' }, true],
    ['staff who may', { id: 'b', role: 'STAFF', permissions: ['ORDERS_READ'] }, true],
    ['staff who may do other things', { id: 'b', role: 'STAFF', permissions: ['ORDERS_MANAGE'] }, false],
    ['another customer', { id: 'b', role: 'CUSTOMER' }, false],
    ['another customer who was another guest', { id: 'b', role: 'CUSTOMER', guestId: 'c' }, false],
  ] satisfies [string, GivenViewer, boolean][])(
    'what belongs to somebody is seen by %s: %o %s',
    (_who, given, expected) => {
      expect(maySee(viewer(given), 'a', 'ORDERS_READ')).toBe(expected);
    },
  );

  it('nobody sees nothing', () => {
    expect(maySee(null, 'a', 'ORDERS_READ')).toBe(false);
  });
});

describe('a permission', () => {
  const staff = viewer({ id: 'b', role: 'STAFF', permissions: ['STOCK_MANAGE'] });

  it('lets who has it do what it covers, and nothing else', () => {
    expect(requirePermission({ viewer: staff }, 'STOCK_MANAGE')).toBe(staff);
    const refused = expect.objectContaining({ extensions: { code: 'FORBIDDEN' } }) as Error;
    expect(() => requirePermission({ viewer: staff }, 'PRICES_MANAGE')).toThrow(refused);
    expect(hasPermission(null, 'STOCK_MANAGE')).toBe(false);
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
    for (const ask of [optionalViewer, requireViewer, requirePerson, requireCustomer]) {
      expect(() => ask({ viewer: null, tokenFault: accessToken })).toThrow(told);
    }
  });

  it('is another thing than no token', () => {
    expect(optionalViewer({ viewer: null })).toBeNull();
    expect(() => requireViewer({ viewer: null })).toThrow('Sign in or start a guest session first.');
  });
});
