import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { dataDirectory } from './commands/data-directory.ts';
import { rebuildOptions } from './commands/rebuild-options.ts';
import { describeFailure } from './progress/describe-failure.ts';
import { repositoryRoot } from './repository-root.ts';
import { existingSecrets } from './secrets.ts';
import { attachBasis } from './store/attach-basis.ts';
import { hasOwnGroonga } from './store/provide-groonga.ts';

/** `npm run search:rebuild`: a new index of products beside the old one, then a switch of what searches read. */
function rebuild(): number {
  const { mode } = rebuildOptions(process.argv.slice(2));
  const directory = dataDirectory(process.env, mode);
  existingSecrets(directory);
  const { databaseUrls, services } = attachBasis(directory, process.env);
  if (hasOwnGroonga(process.env) && services.groonga === undefined)
    throw new Error('The store has had no Groonga yet: start the store with SEARCH_ENGINE=groonga first.');
  const script = path.join(repositoryRoot, 'subgraphs/products/src/rebuild-search.ts');
  const { status } = spawnSync(process.execPath, [script], {
    stdio: 'inherit',
    env: {
      ...process.env,
      ...(services.groonga && { GROONGA_URL: services.groonga.url }),
      DATABASE_URL: databaseUrls.products,
    },
  });
  return status ?? 1;
}

try {
  process.exitCode = rebuild();
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
