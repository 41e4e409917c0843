import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { repositoryRoot } from './repository-root.ts';

interface Entry {
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
}

const lockfile = readFileSync(path.join(repositoryRoot, 'package-lock.json'), 'utf8');
const { packages } = JSON.parse(lockfile) as { packages: Readonly<Record<string, Entry>> };
const fetched = Object.entries(packages).filter(
  ([name, { link }]) => name.includes('node_modules/') && link !== true,
);

it('holds every package that is fetched to its content, and none to a registry', () => {
  expect(fetched.length).toBeGreaterThan(500);
  expect(fetched.filter(([, { integrity = '' }]) => !/^sha512-/.test(integrity))).toEqual([]);
  expect(fetched.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

it('is installed without running anything of the packages', () => {
  const settings = readFileSync(path.join(repositoryRoot, '.npmrc'), 'utf8');
  expect(settings).toMatch(/^ignore-scripts=true$/m);
});
