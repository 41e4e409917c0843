import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { baseConfigShape, readConfig } from './config.ts';
import { ConfigError } from './config-error.ts';

const valid = {
  PORT: '4004',
  DATABASE_URL: 'postgres://orders:pw@localhost:5432/cartwright_orders',
  NATS_URL: 'nats://orders:pw@localhost:4222',
  JWKS_URL: 'http://localhost:4001/.well-known/jwks.json',
  GATEWAY_KEYS: '0123456789abcdef0123456789abcdef',
  PUBLIC_URL: 'http://localhost:4000',
};
const schema = z.object(baseConfigShape);

function problemsOf(env: Record<string, string | undefined>, of: z.ZodType = schema): readonly string[] {
  try {
    readConfig(of, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('reads the common variables, with their defaults', () => {
    expect(readConfig(schema, valid)).toMatchObject({
      PORT: 4004,
      HOST: '127.0.0.1',
      NODE_ENV: 'development',
      LOG_LEVEL: 'info',
      ALLOW_UNSIGNED: false,
    });
  });

  it('reads one key, or two while they are exchanged', () => {
    const [key, next] = ['the present key of a pair', 'the next key of a pair'];
    expect(readConfig(schema, { ...valid, GATEWAY_KEYS: key }).GATEWAY_KEYS).toEqual([key]);
    expect(readConfig(schema, { ...valid, GATEWAY_KEYS: `${key}, ${next}` }).GATEWAY_KEYS).toEqual([
      key,
      next,
    ]);
    for (const GATEWAY_KEYS of [`${key},${next},${key}`, `${key},`, '', 'too short'])
      expect(problemsOf({ ...valid, GATEWAY_KEYS })).toEqual([
        'GATEWAY_KEYS is not valid: expected one key, or two separated by a comma, of at least 16 characters',
      ]);
  });

  it('reads a switch and an empty optional', () => {
    const config = readConfig(schema, { ...valid, ALLOW_UNSIGNED: 'true', FAILPOINTS: '' });
    expect(config).toMatchObject({ ALLOW_UNSIGNED: true, FAILPOINTS: undefined });
  });

  it('names every bad variable at once, and what was expected', () => {
    const problems = problemsOf({ ...valid, PORT: 'http', NATS_URL: undefined, LOG_LEVEL: 'loud' });
    expect(problems).toHaveLength(3);
    expect(problems).toEqual([
      expect.stringMatching(/^PORT is not valid: expected a port number/),
      expect.stringMatching(/^NATS_URL is missing \(expected a URL that starts with nats:\/\//),
      expect.stringMatching(/^LOG_LEVEL is not valid: expected one of fatal, error, warn, info/),
    ]);
  });

  it('never shows a value', () => {
    const problems = problemsOf({
      ...valid,
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      GATEWAY_KEYS: 'hunter2',
      JWKS_URL: 'hunter2',
    });
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toContain('hunter2');
  });

  it("checks a subgraph's own variables alike", () => {
    const own = z.object({
      ...baseConfigShape,
      CHECKOUT_STEP_TIMEOUT_SECONDS: z.coerce.number().int().positive(),
    });
    expect(problemsOf({ ...valid, CHECKOUT_STEP_TIMEOUT_SECONDS: '-1' }, own)).toEqual([
      expect.stringContaining('CHECKOUT_STEP_TIMEOUT_SECONDS is not valid'),
    ]);
    expect(problemsOf(valid, own)).toEqual([
      expect.stringContaining('CHECKOUT_STEP_TIMEOUT_SECONDS is missing'),
    ]);
  });
});
