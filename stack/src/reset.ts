import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { dataDirectory } from './commands/data-directory.ts';
import { resetOptions } from './commands/reset-options.ts';
import { removeComposeServices } from './docker/compose-service.ts';
import { describeFailure } from './progress/describe-failure.ts';
import { remotePostgresDirectory } from '@cartwright/servers';
import type { StoreMode } from './store/store-mode.ts';
import { storeHolder } from './store/store-lock.ts';

/** `npm run reset`: deletes the data of a store that is not running. */
async function reset(mode: StoreMode): Promise<void> {
  const dataDir = dataDirectory(process.env, mode);
  const holder = storeHolder(dataDir);
  if (holder !== undefined) {
    console.error(`The store is running (process ${holder}). Stop it with Ctrl-C, then reset.`);
    process.exit(1);
  }
  const remote = remotePostgresDirectory(dataDir);
  if (remote !== undefined) rmSync(path.dirname(remote), { recursive: true, force: true });
  await removeComposeServices(dataDir);
  const existed = existsSync(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
  if (process.env['POSTGRES_URL']) console.log('The databases behind POSTGRES_URL are left as they are.');
  console.log(existed ? 'All data is deleted; `npm start` starts from scratch.' : 'There was no data.');
}

try {
  await reset(resetOptions(process.argv.slice(2)).mode);
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
