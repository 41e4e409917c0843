import { baseConfigShape, readConfig } from '@cartwright/process';
import { z } from 'zod';

const configSchema = z.object({
  ...baseConfigShape,
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'expected a URL that starts with smtp:// or smtps://' }),
  MAIL_FROM: z.string().min(3),
});

/** The environment of notifications. */
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
