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
}

const environment = z.object({ DATABASE_URL: baseConfigShape.DATABASE_URL });
const productCount = z.coerce.number().int().min(1).max(1_000_000).optional();
/** Sample data may come in statements of many thousand rows. */
const statementTimeoutMs = 300_000;

/**
 * Fills a subgraph's database with its part of the sample shop and prints what was added. Reads `DATABASE_URL` and
 * `--products N`. @throws ConfigError, ZodError
 */
export async function runSeed<Config extends BaseConfig, Tables>(
  { name }: SubgraphDefinition<Config, Tables>,
  seed: (parts: SeedParts<Tables>) => Promise<string>,
): Promise<void> {
  const { DATABASE_URL: databaseUrl } = readConfig(environment);
  const { values } = parseArgs({ options: { products: { type: 'string' } } });
  const products = productCount.parse(values.products);
  const database = openDatabase<Tables>(databaseUrl, { statementTimeoutMs });
  try {
    process.stdout.write(`${name}: ${await seed({ database, databaseUrl, products })}\n`);
  } finally {
    await database.close();
  }
}
