import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { findBinary } from '../binaries/obtain-binary.ts';
import { pingGroonga, startGroonga } from './groonga.ts';

const isThere = findBinary('groonga') !== undefined;

it.skipIf(!isThere)('keeps its files from one start to the next, to its owner', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'cartwright-groonga-'));
  const first = await startGroonga({ dataDir });
  await fetch(`${first.url}/d/table_create?name=Kept&flags=TABLE_HASH_KEY&key_type=ShortText`);
  await first.stop();
  await expect(pingGroonga(first.url)).rejects.toThrow();
  const second = await startGroonga({ dataDir });
  const answer = await fetch(`${second.url}/d/object_exist?name=Kept&command_version=3`);
  expect(await answer.json()).toMatchObject({ body: true });
  await second.stop();
  expect(statSync(path.join(dataDir, 'groonga')).mode & 0o777).toBe(0o700);
  rmSync(dataDir, { recursive: true, force: true });
});
