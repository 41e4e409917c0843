import { registerHooks } from 'node:module';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Mutation } from './mutation.ts';

const root = new URL('../../../', import.meta.url);

/** The text of the mutated file. @throws RangeError when the snippet is not there, or more than once */
export function mutatedSource({ name, file, replace, by }: Mutation): string {
  const source = readFileSync(new URL(file, root), 'utf8');
  const found = source.split(replace).length - 1;
  if (found !== 1) throw new RangeError(`"${name}": its snippet occurs ${found} times in ${file}, not once`);
  return source.replace(replace, () => by);
}

/** Makes this thread load the mutated file instead of the real one. */
export function applyMutation(mutation: Mutation): void {
  const target = fileURLToPath(new URL(mutation.file, root));
  const source = mutatedSource(mutation);
  registerHooks({
    load: (url, context, nextLoad) => {
      if (!url.startsWith('file:') || fileURLToPath(url) !== target) return nextLoad(url, context);
      return { format: 'module-typescript', source, shortCircuit: true };
    },
  });
}
