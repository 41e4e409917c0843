import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { domains } from '@cartwright/events';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from './repository-root.ts';

const at = (file: string): string => path.join(repositoryRoot, file);
const read = (file: string): unknown => JSON.parse(readFileSync(at(file), 'utf8'));

it.each(['subgraphs', 'prisma'])('%s/ has a folder for each domain, and no other', (folder) => {
  expect(readdirSync(at(folder)).sort()).toEqual([...domains].sort());
});

describe.each(domains)('the folders of %s', (domain) => {
  it.each([`subgraphs/${domain}/schema.graphql`, `subgraphs/${domain}/src/main.ts`])('have %s', (file) => {
    expect(existsSync(at(file))).toBe(true);
  });

  it('use its own name in their package.json', () => {
    expect(read(`subgraphs/${domain}/package.json`)).toMatchObject({
      name: `@cartwright/${domain}`,
      scripts: {
        dev: `exec node ../../scripts/bootstrap.mjs dev ${domain}`,
        generate: `node ../../scripts/generate-subgraph.mjs ${domain}`,
      },
    });
    expect(read(`subgraphs/${domain}/turbo.json`)).toMatchObject({
      tasks: { generate: { inputs: ['$TURBO_EXTENDS$', `$TURBO_ROOT$/prisma/${domain}/**`] } },
    });
    const prisma = readFileSync(at(`prisma/${domain}/schema.prisma`), 'utf8');
    expect([...prisma.matchAll(/output\s+= "(.+)"/g)].map(([, output]) => output)).toEqual([
      `../../subgraphs/${domain}/src/generated/prisma`,
      `../../subgraphs/${domain}/src/generated`,
    ]);
  });
});
