import { describeFailure } from '../progress/describe-failure.ts';
import { loadSecrets } from '../secrets.ts';
import { composeSecrets, writeComposeSecrets } from './compose-secrets.ts';

/** The first job in Docker Compose: makes the store's secrets where there are none, and gives each service its own. */
function init({ SECRETS_DIR: directory, CARTWRIGHT_DATA_DIR: own, ...given }: NodeJS.ProcessEnv): void {
  if (!directory || !own) throw new Error('SECRETS_DIR and CARTWRIGHT_DATA_DIR have to be set.');
  writeComposeSecrets(directory, composeSecrets(loadSecrets(own), given));
  console.log('Every service has its secrets.');
}

try {
  init(process.env);
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
