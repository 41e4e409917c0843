import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { deleteDefinition, readDefinitions, setDefinition } from './use-cases.ts';

/** What resolvers find at `context.metafields`. */
export type MetafieldsContext = ReturnType<typeof metafieldsContext>;

/** Makes the context of one operation. */
export function metafieldsContext(parts: Parts) {
  return bind(parts, { deleteDefinition, readDefinitions, setDefinition });
}
