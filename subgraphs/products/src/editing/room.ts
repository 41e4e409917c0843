import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { editingContext } from './context.ts';
import { resolvers } from './resolvers/resolvers.ts';

/** Products, their options and their variants as staff make and change them. */
export function editingRoom(parts: Parts): Room<Tables> {
  return { resolvers, context: () => ({ editing: editingContext(parts) }) };
}
