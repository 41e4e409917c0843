import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { buildSchema } from 'graphql';
import { repositoryRoot } from '../repository-root.ts';
import { featureProblems } from './feature-problems.ts';
import { readFeatures } from './read-features.ts';

const document = 'docs/features.md';

const inRepository = (file: string): string => path.join(repositoryRoot, file);

/** Checks that what `docs/features.md` says is so by the published schema and by the tests that there are. */
function checkFeatures(): string[] {
  const list = readFeatures(readFileSync(inRepository(document), 'utf8'));
  const schema = buildSchema(readFileSync(inRepository('api/schema.graphql'), 'utf8'));
  const isFile = (file: string): boolean =>
    statSync(inRepository(file), { throwIfNoEntry: false })?.isFile() ?? false;
  return featureProblems(list, { schema, isFile });
}

const problems = checkFeatures();
for (const problem of problems) console.error(`${document}: ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
