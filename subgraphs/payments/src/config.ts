import { baseConfigShape, readConfig } from '@cartwright/process';
import { z } from 'zod';

const configSchema = z.object({
  ...baseConfigShape,
  PAYMENT_SIMULATOR_URL: z.url({ protocol: /^https?$/, error: 'expected a URL that starts with http://' }),
  PAYMENT_WEBHOOK_SECRET: z.string().min(16, 'expected at least 16 characters'),
});

/** The environment of payments. */
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
