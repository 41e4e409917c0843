import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { repositoryRoot } from './repository-root.ts';

it('npm run mutation breaks a rule, and finds the break noticed by its unit tests', async () => {
  const stryker = path.join(repositoryRoot, 'node_modules/.bin/stryker');
  const args = ['run', '--mutate', 'packages/money/src/safe-minor.ts', '--concurrency', '1'];
  const { stdout } = await promisify(execFile)(stryker, args, { cwd: repositoryRoot });
  const [, killed, survived] = /safe-minor\.ts[^\n]*?\|\s*(\d+) \|\s*\d+ \|\s*(\d+) \|/.exec(stdout) ?? [];
  expect(Number(killed), stdout).toBeGreaterThan(5);
  expect(Number(survived), stdout).toBe(0);
}, 300_000);
