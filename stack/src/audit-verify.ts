import { verifyChains } from '@cartwright/audit';
import { describeChain } from './audit/describe-chain.ts';
import { readOnly } from './audit/read-only.ts';
import { auditVerifyOptions } from './commands/audit-verify-options.ts';
import { dataDirectory } from './commands/data-directory.ts';
import { describeFailure } from './progress/describe-failure.ts';
import { existingSecrets } from './secrets.ts';
import { attachBasis } from './store/attach-basis.ts';
import type { StoreMode } from './store/store-mode.ts';

/** `npm run audit:verify`: whether what staff did is recorded as it was written, in all domains. Exits with 2 where that cannot be told. */
async function verify(mode: StoreMode): Promise<boolean> {
  const directory = dataDirectory(process.env, mode);
  existingSecrets(directory);
  const chains = await verifyChains(readOnly(attachBasis(directory, process.env).databaseUrls));
  for (const chain of chains) console.log(describeChain(chain));
  return chains.every(({ broken }) => broken === undefined);
}

try {
  const isWhole = await verify(auditVerifyOptions(process.argv.slice(2)).mode);
  process.exitCode = isWhole ? 0 : 1;
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 2;
}
