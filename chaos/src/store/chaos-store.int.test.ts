import { canMountDisks, temporaryDirectory } from '@cartwright/testing';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openChaosStore } from './chaos-store.ts';

it.runIf(canMountDisks())('leaves nothing mounted when the store does not start', async () => {
  using directory = temporaryDirectory('chaos');
  writeFileSync(path.join(directory.path, 'secrets.json'), 'not JSON');
  await expect(openChaosStore(directory.path)).rejects.toThrow();
  expect(readFileSync('/proc/mounts', 'utf8')).not.toContain(directory.path);
});
