import { mutatedSource } from './apply-mutation.ts';
import { mutationVariable } from './mutation-variable.ts';
import type { Mutation } from './mutation.ts';

const preload = new URL('./apply-from-environment.ts', import.meta.url).href;

/** What to add to the environment of a Node process so that it runs with these faults. @throws RangeError as `mutatedSource` */
export function mutatedEnvironment(mutations: readonly Mutation[]): Record<string, string> {
  for (const mutation of mutations) mutatedSource(mutation);
  return { NODE_OPTIONS: `--import ${preload}`, [mutationVariable]: JSON.stringify(mutations) };
}
