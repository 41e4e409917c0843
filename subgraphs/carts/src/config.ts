import { parseArgs } from 'node:util';
import { baseConfigSchema, baseConfigShape, readConfig, type BaseConfig } from '@cartwright/process';
import { z } from 'zod';

const seedSchema = z.object({ DATABASE_URL: baseConfigShape.DATABASE_URL });

/** What carts is configured with. */
export type Config = BaseConfig;

/** Reads the configuration out of the process's environment. @throws ConfigError */
export function loadConfig(): Config {
  return readConfig(baseConfigSchema, process.env);
}

/** Where to seed and how many products; undefined stands for the sample data's own number. */
export interface SeedConfig {
  readonly databaseUrl: string;
  readonly products: number | undefined;
}

/** Reads the seed's environment and its `--products N`. @throws ConfigError, ZodError */
export function loadSeedConfig(): SeedConfig {
  const { values } = parseArgs({ options: { products: { type: 'string' } } });
  const products = z.coerce.number().int().min(1).max(1_000_000).optional().parse(values.products);
  return { databaseUrl: readConfig(seedSchema, process.env).DATABASE_URL, products };
}
