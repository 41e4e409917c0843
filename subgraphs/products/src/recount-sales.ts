import { openDatabase } from '@cartwright/database';
import { baseConfigShape, readConfig } from '@cartwright/process';
import { z } from 'zod';
import { countSales, noteAll } from './recommendations/door.ts';
import type { Tables } from './tables.ts';

/** Counts all sales again, and what is bought together, from what is kept of orders; the shop goes on with the old figures until then. */
async function run(): Promise<void> {
  const { DATABASE_URL } = readConfig(z.object({ DATABASE_URL: baseConfigShape.DATABASE_URL }));
  const database = openDatabase<Tables>(DATABASE_URL, { maxConnections: 1 });
  try {
    const noted = await database.transaction((tx) => noteAll(tx));
    console.log(`${noted} products are counted again`);
    while (await countSales({ database }));
  } finally {
    await database.close();
  }
}

await run();
