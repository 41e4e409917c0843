import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { repositoryRoot } from './repository-root.ts';

interface Runtime {
  readonly olderNodeMessage: (version: string, minimum: number) => string | undefined;
  readonly runtime: (
    root: string,
    process: { execPath: string; versions: { node: string } },
  ) => { file?: string; problem?: string };
}

interface Dependencies {
  readonly dependenciesAreCurrent: (root: string) => boolean;
}

const script = async (name: string): Promise<unknown> => import(path.join(repositoryRoot, 'scripts', name));
const { olderNodeMessage, runtime } = (await script('runtime.mjs')) as Runtime;
const { dependenciesAreCurrent } = (await script('dependencies.mjs')) as Dependencies;

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'cartwright-scripts-'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string, mode = 0o644): string {
  const absolute = path.join(root, file);
  mkdirSync(path.dirname(absolute), { recursive: true });
  writeFileSync(absolute, text, { mode });
  return absolute;
}

describe('the Node version', () => {
  it('explains what to do about an old one', () => {
    expect(olderNodeMessage('18.19.1', 20)).toBe(
      'Cartwright needs Node 20 or newer; this is 18.19.1. Install Node 24 from https://nodejs.org (or with your version manager) and run the same command again.',
    );
  });

  it.each(['20.0.0', '26.1.0'])('accepts %s', (version) => {
    expect(olderNodeMessage(version, 20)).toBeUndefined();
  });
});

describe('the Node that runs the store', () => {
  const node20 = { execPath: '/usr/bin/node', versions: { node: '20.20.2' } };

  it('is the locked one', () => {
    const locked = write('node_modules/.bin/node', '#!/bin/sh\n', 0o755);
    expect(runtime(root, node20)).toEqual({ file: locked });
  });

  it('is the current one where the locked one does not run, if it is new enough', () => {
    write('node_modules/.bin/node', '#!/bin/sh\nexit 127\n', 0o755);
    expect(runtime(root, { execPath: '/opt/node', versions: { node: '24.3.0' } })).toEqual({
      file: '/opt/node',
    });
    expect(runtime(root, node20).problem).toContain('needs Node 24 or newer; this is 20.20.2');
  });
});

describe('the dependencies', () => {
  const lock = (packages: object): string => JSON.stringify({ packages });
  const wanted = {
    '': { name: 'cartwright' },
    'node_modules/pg': { version: '8.0.0', integrity: 'sha512-a' },
    'gateway/node_modules/pg': { version: '7.0.0', integrity: 'sha512-b' },
    'node_modules/fsevents': { version: '1.0.0', optional: true },
  };

  it('are current when npm has recorded what the lockfile names, but for other systems', () => {
    const installed = { ...wanted, 'node_modules/fsevents': undefined };
    write('package-lock.json', lock(wanted));
    write('node_modules/.package-lock.json', lock(installed));
    expect(dependenciesAreCurrent(root)).toBe(true);
  });

  it.each([
    ['nothing was installed', undefined],
    ['one is missing', {}],
    ['one has another version', { ...wanted, 'node_modules/pg': wanted['gateway/node_modules/pg'] }],
    ['one in the folder of a workspace is missing', { 'node_modules/pg': wanted['node_modules/pg'] }],
  ])('are not when %s', (_case, installed) => {
    write('package-lock.json', lock(wanted));
    if (installed) write('node_modules/.package-lock.json', lock(installed));
    expect(dependenciesAreCurrent(root)).toBe(false);
  });
});
