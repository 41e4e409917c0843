import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { dataDirectory } from './commands/data-directory.ts';
import { inviteOwnerOptions } from './commands/invite-owner-options.ts';
import { describeFailure } from './progress/describe-failure.ts';
import { repositoryRoot } from './repository-root.ts';
import { existingSecrets } from './secrets.ts';
import { attachBasis } from './store/attach-basis.ts';

/** `npm run staff:invite-owner -- <address>`: invites the first owner of the store that runs on this machine. */
function invite(): number {
  const { address, mode } = inviteOwnerOptions(process.argv.slice(2));
  const directory = dataDirectory(process.env, mode);
  existingSecrets(directory);
  const { databaseUrls, publicUrl } = attachBasis(directory, process.env);
  const script = path.join(repositoryRoot, 'subgraphs/accounts/src/invite-owner.ts');
  const { status } = spawnSync(process.execPath, [script, address], {
    stdio: 'inherit',
    env: { SHOP_URL: publicUrl, ...process.env, DATABASE_URL: databaseUrls.accounts },
  });
  return status ?? 1;
}

try {
  process.exitCode = invite();
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
