import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { readConfig } from './config.ts';

const own = (): string => randomBytes(24).toString('hex');
const developmentKey = '615DnLg8H9a0VLy7pakxASPzGvE3uTyKiURZHrfgTKw';
const known = [
  'development-only',
  'development-only-gateway-to-accounts',
  'development-only-orders-to-carts',
  'development-only-webhook-secret',
  'development-only-media-signing-key',
  'let-me-shop-2026',
  'let-me-work-2026',
  'a key for tests only',
  'changeme-changeme',
  'correct horse battery staple',
];
const names = ['GATEWAY_KEYS', 'CARTS_KEY', 'WEBHOOK_SECRET', 'DATABASE_URL', 'NATS_URL', 'REDIS_URL'];
const schema = z.object(
  Object.fromEntries([...names, 'TOKEN_PRIVATE_KEY'].map((name) => [name, z.string()])),
);
const schemes = { DATABASE_URL: 'postgresql', NATS_URL: 'nats', REDIS_URL: 'redis' } as Record<
  string,
  string
>;

function valueOf(name: string, secret: string): string {
  const scheme = schemes[name];
  return scheme === undefined ? secret : `${scheme}://orders:${encodeURIComponent(secret)}@localhost:1`;
}

const jwk = (d: string): string => JSON.stringify({ kty: 'OKP', crv: 'Ed25519', d, kid: 'mine' });
const safe = (): Record<string, string> => ({
  ...Object.fromEntries(names.map((name) => [name, valueOf(name, own())])),
  TOKEN_PRIVATE_KEY: jwk(randomBytes(32).toString('base64url')),
});

function problemsOf(env: Record<string, string>, NODE_ENV = 'production'): readonly string[] {
  try {
    readConfig(schema, { ...safe(), ...env, NODE_ENV });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('in production', () => {
  it('secrets of its own are taken', () => {
    expect(problemsOf({})).toEqual([]);
  });

  it.each(names)('%s is refused, by its name alone, with any value that everybody knows', (name) => {
    for (const secret of known) {
      const value = valueOf(name, secret);
      const refusal = [`${name} is known to everybody: production needs a secret of its own`];
      expect(problemsOf({ [name]: value })).toEqual(refusal);
      expect(problemsOf({ [name]: value }, 'development')).toEqual([]);
    }
  });

  it('one of two keys that everybody knows is refused', () => {
    expect(problemsOf({ GATEWAY_KEYS: `${own()}, development-only-gateway-to-carts` })).toHaveLength(1);
  });

  it('a key that signs tokens is known by its bytes, however it is written', () => {
    const sameBytes = `${developmentKey.slice(0, -1)}x`;
    const oneExample = 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A';
    for (const d of [developmentKey, sameBytes, oneExample])
      expect(problemsOf({ TOKEN_PRIVATE_KEY: jwk(d) })).toEqual([
        'TOKEN_PRIVATE_KEY is known to everybody: production needs a secret of its own',
      ]);
  });

  it.each([
    ['GATEWAY_KEYS', 'too short'],
    ['WEBHOOK_SECRET', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['NATS_URL', 'nats://orders:pw@localhost:1'],
    ['TOKEN_PRIVATE_KEY', jwk('A'.repeat(43))],
  ])('%s is refused when it can be guessed', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([
      `${name} can be guessed: production needs at least 16 random characters`,
    ]);
  });

  it.each([
    ['DATABASE_URL', 'postgresql://orders@localhost/x'],
    ['NATS_URL', 'tls://localhost:1'],
    ['REDIS_URL', 'redis://localhost:1'],
  ])('%s is refused without a password', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([`${name} has no password, which production needs`]);
  });

  it('a password is found where PostgreSQL takes it from, too', () => {
    const inQuery = `postgresql://orders@localhost/x?password=${own()}`;
    expect(problemsOf({ DATABASE_URL: inQuery })).toEqual([]);
    const both = `postgresql://orders:${own()}@localhost/x?password=development-only`;
    expect(problemsOf({ DATABASE_URL: both })).toHaveLength(1);
  });
});
