import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { dataDirectory } from './commands/data-directory.ts';
import { explainOptions } from './commands/explain-options.ts';
import { describeFailure } from './progress/describe-failure.ts';
import { repositoryRoot } from './repository-root.ts';
import { existingSecrets } from './secrets.ts';
import { attachBasis } from './store/attach-basis.ts';

/** `npm run explain`: how the running store's PostgreSQL carries out the queries of the catalogue. Exits with 2 where that cannot be told. */
function explain(): number {
  const { mode } = explainOptions(process.argv.slice(2));
  const directory = dataDirectory(process.env, mode);
  existingSecrets(directory);
  const { databaseUrls } = attachBasis(directory, process.env);
  const script = path.join(repositoryRoot, 'subgraphs/products/src/explain.ts');
  const { status } = spawnSync(process.execPath, [script], {
    stdio: 'inherit',
    env: { ...process.env, DATABASE_URL: databaseUrls.products },
  });
  return status ?? 2;
}

try {
  process.exitCode = explain();
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 2;
}
