import { expect, it } from 'vitest';
import { keepTokens, userIdOf } from './tokens.ts';

const hour = 3_600_000;
const encode = (claims: object) => `head.${btoa(JSON.stringify(claims)).replaceAll('=', '')}.signature`;
const issued = (accessToken: string) => ({
  accessToken,
  accessTokenExpiresAt: new Date(15 * 60_000).toISOString(),
  refreshToken: 'next',
  refreshTokenExpiresAt: new Date(hour).toISOString(),
});

it('counts a token’s life from when it came, whatever the device takes the time for', () => {
  const token = encode({ sub: 'ada', iat: 1_000, exp: 1_000 + 15 * 60 });
  for (const nowMs of [0, 5 * hour, -2 * hour]) {
    const kept = keepTokens(issued(token), nowMs);
    expect(kept.expiresAtMs - nowMs).toBe(15 * 60_000);
    expect(kept.renewAtMs - nowMs).toBe(14 * 60_000);
  }
});

it('renews a short-lived token after nine tenths of its life', () => {
  const kept = keepTokens(issued(encode({ iat: 0, exp: 10 })), 0);
  expect(kept.renewAtMs).toBe(9_000);
});

it('goes by the stated end when the token says nothing', () => {
  expect(keepTokens(issued('opaque'), 60_000).expiresAtMs).toBe(15 * 60_000);
});

it('knows whom a token speaks for', () => {
  expect(userIdOf(encode({ sub: 'ada' }))).toBe('ada');
  expect(userIdOf('opaque')).toBeUndefined();
});
