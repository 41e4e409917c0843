import { baseConfigShape, readConfig } from '@cartwright/process';
import { z } from 'zod';

const urls = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(z.url({ protocol: /^https?$/, error: 'expected http:// URLs, separated by commas' })).min(1));

const configSchema = z.object({
  ...baseConfigShape,
  /** Base URLs of carts' replicas. */
  CARTS_URL: urls,
  /** After how long an unanswered command of the checkout is sent again, the first time. */
  CHECKOUT_STEP_TIMEOUT_SECONDS: z.coerce.number().positive().max(3600).default(10),
  /** For how long stock is set aside for an order. */
  CHECKOUT_RESERVATION_SECONDS: z.coerce.number().int().positive().max(86_400).default(900),
});

/** The environment of orders. */
export type Config = z.infer<typeof configSchema>;

/** @throws ConfigError naming each variable that is wrong. */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  return readConfig(configSchema, env);
}

const seedConfigSchema = z.object({ DATABASE_URL: baseConfigShape.DATABASE_URL });

/** The environment of the seed. @throws ConfigError naming each variable that is wrong. */
export function loadSeedConfig(env: NodeJS.ProcessEnv = process.env): z.infer<typeof seedConfigSchema> {
  return readConfig(seedConfigSchema, env);
}
