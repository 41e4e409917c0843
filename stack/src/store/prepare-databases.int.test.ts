import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { domains, perDomain } from '@cartwright/events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Owned } from '../processes/owned.ts';
import { seedDatabases } from './prepare-databases.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'cartwright-seeded-'));
  writeFileSync(path.join(dataDir, 'seeded.json'), JSON.stringify(perDomain(() => 1_000)));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** Databases that do not answer: whoever begins to seed them fails. */
const databaseUrls = Object.fromEntries(
  domains.map((domain) => [domain, 'postgresql://nobody:none@127.0.0.1:1/none']),
) as Parameters<typeof seedDatabases>[0]['databaseUrls'];

const seed = (products?: number) =>
  seedDatabases({ dataDir, databaseUrls, publicUrl: 'http://shop.example', owned: new Owned(), products });

it('seeds nothing again that is there', async () => {
  await seed(1_000);
  await seed();
});

it('refuses fewer products than there are, and says what to do', async () => {
  await expect(seed(999)).rejects.toMatchObject({
    message: 'This store has the sample data of 1000 products, and 999 are fewer.',
    advice: expect.stringContaining('npm run reset') as string,
  });
});

it('adds more products to those that there are', async () => {
  await expect(seed(1_001)).rejects.toThrow('The seed of');
});
