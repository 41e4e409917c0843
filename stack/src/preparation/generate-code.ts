import { existsSync } from 'node:fs';
import path from 'node:path';
import { domains, type Domain } from '../domains.ts';
import { forEachOf } from '../processes/for-each-of.ts';
import type { Owned } from '../processes/owned.ts';
import { runScript } from '../processes/run-script.ts';
import { repositoryRoot } from '../repository-root.ts';
import { forget, hashFiles, whenChanged } from './input-hash.ts';

/** Where logs go, and who stops what is under way. */
export interface Preparation {
  readonly dataDir: string;
  readonly owned: Owned;
}

const generationsAtOnce = 2;

/** Generates the Prisma client and the resolver types of every subgraph whose inputs have changed since. */
export async function generateCode({ dataDir, owned }: Preparation): Promise<void> {
  const present = domains.filter((domain) => existsSync(path.join(repositoryRoot, 'subgraphs', domain)));
  await forEachOf(present, generationsAtOnce, (domain) => generateSubgraph(domain, { dataDir, owned }));
}

async function generateSubgraph(domain: Domain, { dataDir, owned }: Preparation): Promise<void> {
  const output = path.join(repositoryRoot, 'subgraphs', domain, 'src/generated/graphql.ts');
  if (!existsSync(output)) forget(stampOf(domain));
  await whenChanged(stampOf(domain), hashFiles(inputsOf(domain)), () =>
    runScript({
      name: `Generating the code of ${domain}`,
      script: path.join(repositoryRoot, 'scripts/generate-subgraph.mjs'),
      args: [domain],
      logFile: path.join(dataDir, 'logs', `generate-${domain}.log`),
      owned,
    }),
  );
}

function stampOf(domain: Domain): string {
  return `generate-${domain}`;
}

function inputsOf(domain: Domain): string[] {
  return [
    `prisma/${domain}/schema.prisma`,
    `prisma/${domain}/prisma.config.ts`,
    `subgraphs/${domain}/schema.graphql`,
    'codegen.ts',
    'scripts/generate-subgraph.mjs',
    'package.json',
  ];
}
