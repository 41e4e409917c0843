import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

/** Thrown when the subgraphs' schemas do not compose, or not without a loss; the message lists every reason. */
export class CompositionError extends Error {
  override name = 'CompositionError';
}

/**
 * Composes every `<directory>/<name>/schema.graphql` into one supergraph SDL.
 *
 * URLs inside it are names, not addresses: `http://<name>/graphql`. Where a subgraph really listens is the
 * gateway's configuration, so that the committed file is the same everywhere. Of two descriptions of one thing clients would
 * see one alone, so there may be only one.
 *
 * @throws CompositionError
 */
export async function composeSupergraph(directory: URL): Promise<string> {
  const names = await subgraphNames(directory);
  const services = await Promise.all(names.map((name) => readSubgraph(directory, name)));
  const result = composeServices(services);
  if (result.errors !== undefined) {
    throw new CompositionError(result.errors.map((error) => `- ${error.message}`).join('\n'));
  }
  const lost = result.hints.filter(({ definition }) => definition.code === 'INCONSISTENT_DESCRIPTION');
  if (lost.length > 0) throw new CompositionError(lost.map(({ message }) => `- ${message}`).join('\n'));
  return result.supergraphSdl.trimEnd() + '\n';
}

/** The names of the subgraphs whose folders are in the directory, sorted. */
export async function subgraphNames(directory: URL): Promise<string[]> {
  const entries = await readdir(fileURLToPath(directory), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return names.sort();
}

async function readSubgraph(directory: URL, name: string) {
  const sdl = await readFile(new URL(`${name}/schema.graphql`, directory), 'utf8');
  return { name, url: `http://${name}/graphql`, typeDefs: parse(sdl) };
}
