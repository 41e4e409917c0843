import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigError, readConfig } from '@cartwright/process';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { repositoryRoot } from './repository-root.ts';

const skipped = new Set(['node_modules', 'generated', 'dist', '.turbo', '.git']);
const files = globSync('**/*.{ts,mjs,yml,env,conf,acl}', {
  cwd: repositoryRoot,
  exclude: (name) => skipped.has(name),
});

/** `NAME_KEY: 'value'`, `NAME_SECRET=value` and the like: what a variable for a secret is given in a source. */
const literal =
  /\b\w*(?:_KEYS?|_SECRETS?|_PASSWORDS?)['"]?\s*[:=]\s*(?:'([^'\n$]{16,})'|"([^"\n$]{16,})"|([\w-]{16,})$)/gm;

const found = files.flatMap((file) =>
  [...readFileSync(path.join(repositoryRoot, file), 'utf8').matchAll(literal)].map(
    ([, single, double, bare]) => [file, single ?? double ?? bare ?? ''] as const,
  ),
);

function isRefused(secret: string): boolean {
  try {
    readConfig(z.object({ A_KEY: z.string() }), { NODE_ENV: 'production', A_KEY: secret });
    return false;
  } catch (error) {
    return error instanceof ConfigError;
  }
}

it('no secret that stands in a source is taken in production', () => {
  expect(found.length).toBeGreaterThan(5);
  expect(found.filter(([, secret]) => !isRefused(secret))).toEqual([]);
});
