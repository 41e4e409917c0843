import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

/** Thrown when the subgraphs' schemas do not compose, or not without a loss; the message lists every reason. */
export class CompositionError extends Error {
  override name = 'CompositionError';
}

/**
 * Composes the schemas of subgraphs, by name, into one supergraph SDL.
 *
 * URLs inside it are names, not addresses: `http://<name>/graphql`. Where a subgraph really listens is the
 * gateway's configuration, so that the committed file is the same everywhere. Of two descriptions of one thing clients would
 * see one alone, so there may be only one.
 *
 * @throws CompositionError
 */
export function composeSupergraph(schemas: Readonly<Record<string, string>>): string {
  const services = Object.entries(schemas).map(([name, sdl]) => ({
    name,
    url: `http://${name}/graphql`,
    typeDefs: parse(sdl),
  }));
  const result = composeServices(services);
  if (result.errors !== undefined) {
    throw new CompositionError(result.errors.map((error) => `- ${error.message}`).join('\n'));
  }
  const lost = result.hints.filter(({ definition }) => definition.code === 'INCONSISTENT_DESCRIPTION');
  if (lost.length > 0) throw new CompositionError(lost.map(({ message }) => `- ${message}`).join('\n'));
  return result.supergraphSdl.trimEnd() + '\n';
}
