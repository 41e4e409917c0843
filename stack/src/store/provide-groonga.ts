import {
  installPrograms,
  keepService,
  programMissing,
  startGroonga,
  type RunningService,
} from '@cartwright/servers';
import type { ServicesOptions } from './services-options.ts';

/** Whether searches of a store are to be answered by a Groonga of its own: SEARCH_ENGINE asks for one, and GROONGA_URL names no other. */
export function hasOwnGroonga(environment: NodeJS.ProcessEnv): boolean {
  return environment['SEARCH_ENGINE'] === 'groonga' && !environment['GROONGA_URL'];
}

/** Where the Groonga of a store listens. */
export function groongaUrl(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/**
 * Starts the Groonga of a store, if it is to have one; its program is fetched where it can be.
 * @throws ServiceFailure where it cannot
 */
export async function provideGroonga({
  dataDir,
  environment,
  ports: { groonga: port },
  note,
  supervision,
}: GroongaOptions): Promise<RunningService | undefined> {
  if (!hasOwnGroonga(environment)) return undefined;
  const [missing] = await installPrograms(['groonga'], note);
  if (missing !== undefined) throw programMissing(missing);
  return keepService(() => startGroonga({ dataDir, ...(port !== undefined && { port }) }), supervision);
}

type GroongaOptions = Pick<ServicesOptions, 'dataDir' | 'environment' | 'ports' | 'note' | 'supervision'>;
