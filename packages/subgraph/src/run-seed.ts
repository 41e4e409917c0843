import { openDatabase, type Database } from '@cartwright/database';
import { baseConfigShape, readConfig, type BaseConfig } from '@cartwright/process';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { SubgraphDefinition } from './define-subgraph.ts';

/** What a seed is given. */
export interface SeedParts<Tables> {
  readonly database: Database<Tables>;
  readonly databaseUrl: string;
  /** How many products the sample shop has; its own number when undefined. */
  readonly products: number | undefined;
  /** To be told how many products are done, as they come. */
  readonly progress: (products: number) => void;
  /** What the sample's staff sign in with, where that is not what is documented. */
  readonly staff: SampleStaff;
}

/** What the sample's staff sign in with; undefined for what is documented. */
export interface SampleStaff {
  readonly password: string | undefined;
  /** Of their one-time codes, in Base32; undefined for no second factor. */
  readonly totpSecret: string | undefined;
}

const environment = z.object({
  DATABASE_URL: baseConfigShape.DATABASE_URL,
  SAMPLE_STAFF_PASSWORD: z.string().min(16).optional(),
  SAMPLE_STAFF_TOTP_SECRET: z
    .string()
    .regex(/^[A-Z2-7]{32,}$/, 'expected at least 32 characters of Base32')
    .optional(),
});
const productCount = z.coerce.number().int().min(1).max(1_000_000).optional();
/** Sample data may come in statements of many thousand rows. */
const statementTimeoutMs = 300_000;

/**
 * Fills a subgraph's database with its part of the sample shop and prints what was added. Reads `DATABASE_URL`,
 * `SAMPLE_STAFF_PASSWORD`, `SAMPLE_STAFF_TOTP_SECRET` and `--products N`. @throws ConfigError, ZodError
 */
export async function runSeed<Config extends BaseConfig, Tables>(
  { name }: SubgraphDefinition<Config, Tables>,
  seed: (parts: SeedParts<Tables>) => Promise<string>,
): Promise<void> {
  const config = readConfig(environment);
  const databaseUrl = config.DATABASE_URL;
  const staff = { password: config.SAMPLE_STAFF_PASSWORD, totpSecret: config.SAMPLE_STAFF_TOTP_SECRET };
  const { values } = parseArgs({ options: { products: { type: 'string' } } });
  const products = productCount.parse(values.products);
  const progress = (done: number): void => tellProgress(done, products);
  const database = openDatabase<Tables>(databaseUrl, { statementTimeoutMs });
  try {
    process.stdout.write(`${name}: ${await seed({ database, databaseUrl, products, staff, progress })}\n`);
  } finally {
    await database.close();
  }
}

/** Tells whoever started this process how far it is; nobody listens when it was started by hand. */
function tellProgress(done: number, products: number | undefined): void {
  if (products !== undefined) process.send?.({ done, of: products });
}
