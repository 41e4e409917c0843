import path from 'node:path';
import type { Owned } from '../processes/owned.ts';
import { runScript } from '../processes/run-script.ts';
import { repositoryRoot } from '../repository-root.ts';

/** Where logs go, and what stops the tools when the store is stopped. */
export interface Preparation {
  readonly dataDir: string;
  readonly owned: Owned;
}

/** Generates the Prisma client and the resolver types of every subgraph. @throws ServiceFailure with the tool's log */
export function generateCode(preparation: Preparation): Promise<void> {
  return runTurbo('generate', preparation);
}

/** Generates the typed operations of `@cartwright/client` from the schema in `api`. @throws ServiceFailure with the tool's log */
export function generateDocuments(preparation: Preparation): Promise<void> {
  return runTurbo('documents', preparation);
}

/** Writes supergraph.graphql. @throws ServiceFailure with every reason when the schemas do not compose */
export function composeSupergraph(preparation: Preparation): Promise<void> {
  return runTurbo('supergraph', preparation);
}

/** Runs a task of turbo.json where its inputs have changed; otherwise its output is restored from the cache. */
function runTurbo(task: string, { dataDir, owned }: Preparation): Promise<void> {
  return runScript({
    name: `turbo run ${task}`,
    script: path.join(repositoryRoot, 'node_modules/turbo/bin/turbo'),
    args: ['run', task, '--output-logs=errors-only', '--log-prefix=none'],
    env: { TURBO_TELEMETRY_DISABLED: '1', npm_config_loglevel: 'silent' },
    logFile: path.join(dataDir, 'logs', `${task}.log`),
    owned,
  });
}
