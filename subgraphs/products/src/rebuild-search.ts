import { openDatabase } from '@cartwright/database';
import { baseConfigShape, readConfig } from '@cartwright/process';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { searchConfigShape } from './config.ts';
import { openIndex, rebuildIndex } from './search/door.ts';
import type { Tables } from './tables.ts';

const shape = z.object({
  DATABASE_URL: baseConfigShape.DATABASE_URL,
  ...searchConfigShape,
});

/** Makes the index of the search engine anew beside that which is read; the shop searches in the old one until then. */
async function run(): Promise<void> {
  const config = readConfig(shape);
  const opened = openIndex(config, newId);
  if (opened === null) throw new Error('SEARCH_ENGINE=postgres keeps no index of its own');
  const database = openDatabase<Tables>(config.DATABASE_URL, { maxConnections: 2 });
  const { indexes } = opened;
  try {
    await rebuildIndex({ database, indexes, now: () => new Date(), newId });
    console.log('searches read the new index');
  } finally {
    await database.close();
  }
}

await run();
