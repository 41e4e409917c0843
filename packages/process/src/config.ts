import { readCurrencies } from '@cartwright/money';
import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { unsafeSecrets } from './production-secrets.ts';

const optionalText = z
  .string()
  .optional()
  .transform((text) => (text === undefined || text === '' ? undefined : text));

const booleanSwitch = z
  .enum(['true', 'false', '1', '0', ''])
  .default('false')
  .transform((text) => text === 'true' || text === '1');

const minKeyLength = 16;

/** A key or secret that two services share. */
export const key = z.string().min(minKeyLength, `expected at least ${minKeyLength} characters`);

/** One such key, or two that are both accepted while they are exchanged, separated by a comma. */
export const keys = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((parts) => parts.length <= 2 && parts.every((part) => part.length >= minKeyLength), {
    error: `expected one key, or two separated by a comma, of at least ${minKeyLength} characters`,
  });

const url = (...protocols: string[]) =>
  z.url({
    protocol: new RegExp(`^(${protocols.join('|')})$`),
    error: `expected a URL that starts with ${protocols.map((name) => `${name}://`).join(' or ')}`,
  });

const port = z.coerce
  .number({ error: 'expected a port number' })
  .int()
  .min(0)
  .max(65_535, 'expected a port number from 0 (any free port) to 65535');

/** The variables that every subgraph has; spread it into a subgraph's own `z.object`. */
export const baseConfigShape = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port,
  DATABASE_URL: url('postgres', 'postgresql'),
  NATS_URL: url('nats', 'tls'),
  JWKS_URL: url('http', 'https'),
  /** The keys with which the gateway signs its requests to this subgraph: one, or two while they are exchanged. */
  GATEWAY_KEYS: keys,
  /** Host and port under which callers address this replica, such as `carts-2:4000`; without it signatures for others fit too. */
  AUTHORITY: optionalText,
  PUBLIC_URL: url('http', 'https').transform((text) => text.replace(/\/+$/, '')),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  FAILPOINTS: optionalText,
  ALLOW_UNSIGNED: booleanSwitch,
  /** What the store sells in, the same in all processes; `storeCurrencies` of `packages/money` reads it. */
  STORE_CURRENCIES: z
    .string()
    .optional()
    .refine((text) => readCurrencies(text) !== undefined, {
      error: 'expected different currency codes (ISO 4217) with commas between them, such as EUR,USD',
    }),
};

/** The common variables as a schema of their own. */
export const baseConfigSchema = z.object(baseConfigShape);

/** The common configuration, read and checked. */
export type BaseConfig = z.infer<typeof baseConfigSchema>;

/**
 * Reads a configuration from environment variables, by default the process's own. In production the secrets among them have
 * to be strong and nobody else's.
 * @throws ConfigError listing every bad variable and what was expected, never the value that was found.
 */
export function readConfig<Schema extends z.ZodType>(
  schema: Schema,
  env: Readonly<Record<string, string | undefined>> = process.env,
): z.infer<Schema> {
  const parsed = schema.safeParse(env);
  const unsafe = unsafeSecrets(namesIn(schema), env);
  if (parsed.success && unsafe.length === 0) return parsed.data;
  const invalid = parsed.error?.issues.map((issue) => describeIssue(issue, env)) ?? [];
  throw new ConfigError([...invalid, ...unsafe]);
}

/** The names of the variables that a schema reads. */
function namesIn(schema: z.ZodType): string[] {
  if (schema instanceof z.ZodPipe) return namesIn(schema.in as z.ZodType);
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  throw new TypeError('The schema of a configuration is an object, or one that is transformed.');
}

function describeIssue(issue: z.core.$ZodIssue, env: Readonly<Record<string, string | undefined>>): string {
  const name = issue.path.map(String).join('.') || 'environment';
  if (issue.path.length === 1 && env[name] === undefined) return `${name} is missing (${expectation(issue)})`;
  return `${name} is not valid: ${expectation(issue)}`;
}

/** Some of zod's messages contain the received value; they are replaced here. */
function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.startsWith('Invalid input') ? `expected a ${issue.expected}` : issue.message;
    case 'invalid_value':
      return `expected one of ${issue.values.map(String).filter(Boolean).join(', ')}`;
    case 'unrecognized_keys':
      return `unknown: ${issue.keys.join(', ')}`;
    default:
      return issue.message;
  }
}
