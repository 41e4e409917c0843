import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { repositoryRoot } from '../repository-root.ts';

const read = (file: string): string => readFileSync(path.join(repositoryRoot, file), 'utf8');
const filesOf = (...patterns: string[]): string[] =>
  globSync(patterns, { cwd: repositoryRoot, exclude: (name) => name === 'node_modules' });

const rules = read('.dockerignore')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

/** As Docker reads `.dockerignore`: the last rule that matches a file decides. */
function isShipped(file: string): boolean {
  const fits = (pattern: string): boolean =>
    path.matchesGlob(file, pattern) || path.matchesGlob(file, `${pattern}/**`);
  const last = rules.findLast((rule) => fits(rule.replace(/^!/, '')));
  return last === undefined || last.startsWith('!');
}

it('ships what the services of docker-compose.yml run, and the schemas and migrations that they read', () => {
  const commands = [...read('docker-compose.yml').matchAll(/command: \[node, (?:--env-file=\S+, )?(\S+)\]/g)];
  const scripts = commands.map(([, script = '']) => script);
  expect(scripts).toContain('gateway/src/main.ts');
  const data = filesOf(
    'prisma/*/migrations/**/*.sql',
    'packages/*/migrations/*.sql',
    'subgraphs/*/*.graphql',
    'gateway/src/nodes/*.graphql',
  );
  const needed = [...scripts, ...data, 'supergraph.graphql'];
  expect(needed.filter((file) => !isShipped(file))).toEqual([]);
});

it('ships no test and no harness, but the manifests that the lockfile refers to', () => {
  const harnesses = filesOf(
    '{e2e,chaos,simulation,attack,packages/mutations,packages/price-model,packages/testing}/**/*.ts',
    '**/*.{test,suite}.ts',
  );
  expect(harnesses.filter(isShipped)).toEqual([]);
  expect(filesOf('{e2e,chaos,simulation,attack,packages/*,subgraphs/*}/package.json').every(isShipped)).toBe(
    true,
  );
});

it('installs the dependencies from the manifests alone, before the sources are copied', () => {
  const [build = ''] = /AS build\n[^]*?(?=\nFROM)/.exec(read('Dockerfile')) ?? [];
  const steps = [...build.matchAll(/^(COPY .*|RUN npm ci)/gm)].map(([step]) => step);
  expect(steps).toEqual(['COPY --from=manifests /app ./', 'RUN npm ci', 'COPY . .']);
});
