import { baseConfigShape, readConfig } from '@cartwright/process';
import { z } from 'zod';

const privateJwkSchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
});

const privateJwk = z.string().transform((text, context) => {
  try {
    return privateJwkSchema.parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: 'custom', message: 'expected a private Ed25519 JWK as JSON' });
    return z.NEVER;
  }
});

const configSchema = z.object({ ...baseConfigShape, TOKEN_PRIVATE_KEY: privateJwk });

/** The environment of accounts. */
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
