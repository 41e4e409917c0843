import { existsSync } from 'node:fs';
import path from 'node:path';
import { domains, type Domain } from '../domains.ts';
import { runScript } from '../processes/run-script.ts';
import { repositoryRoot } from '../repository-root.ts';
import { forget, hashFiles, whenChanged } from './input-hash.ts';

const generationsAtOnce = 2;

/** Generates the Prisma client and the resolver types of every subgraph whose inputs have changed since. */
export async function generateCode(dataDir: string): Promise<void> {
  const queue = domains.filter((domain) => existsSync(path.join(repositoryRoot, 'subgraphs', domain)));
  const work = async (): Promise<void> => {
    for (let domain = queue.shift(); domain; domain = queue.shift()) await generateSubgraph(domain, dataDir);
  };
  await Promise.all(Array.from({ length: generationsAtOnce }, work));
}

async function generateSubgraph(domain: Domain, dataDir: string): Promise<void> {
  const output = path.join(repositoryRoot, 'subgraphs', domain, 'src/generated/graphql.ts');
  if (!existsSync(output)) forget(stampOf(domain));
  await whenChanged(stampOf(domain), hashFiles(inputsOf(domain)), () =>
    runScript({
      name: `Generating the code of ${domain}`,
      script: path.join(repositoryRoot, 'scripts/generate-subgraph.mjs'),
      args: [domain],
      cwd: repositoryRoot,
      logFile: path.join(dataDir, 'logs', `generate-${domain}.log`),
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
