import path from 'node:path';
import { domains } from '../domains.ts';
import { runScript } from '../processes/run-script.ts';
import { repositoryRoot } from '../repository-root.ts';
import type { Preparation } from './generate-code.ts';
import { hashFiles, whenChanged } from './input-hash.ts';

/**
 * Writes supergraph.graphql anew when a subgraph's schema has changed since.
 * @throws ServiceFailure with every reason when the schemas do not fit together.
 */
export async function composeSupergraph({ dataDir, owned }: Preparation): Promise<void> {
  const schemas = domains.map((domain) => `subgraphs/${domain}/schema.graphql`);
  const inputs = (): string => hashFiles([...schemas, 'supergraph.graphql', 'gateway/package.json']);
  await whenChanged('supergraph', inputs(), () =>
    runScript({
      name: 'Composing the supergraph',
      script: path.join(repositoryRoot, 'gateway/src/supergraph/compose.ts'),
      logFile: path.join(dataDir, 'logs', 'compose.log'),
      owned,
    }),
  );
}
