import type { Keeping, Owns } from '@cartwright/graph';
import type { Room } from './room.ts';
import type { ContextInput } from './subgraph-options.ts';

type Rooms = readonly Pick<Room, 'resolvers' | 'context' | 'owns' | 'keeping'>[];

/** The resolver map of all rooms. @throws TypeError when two of them resolve the same field. */
export function joinResolvers(rooms: Rooms): Record<string, unknown> {
  const joined: Record<string, unknown> = {};
  for (const { resolvers = {} } of rooms) {
    for (const [type, fields] of Object.entries(resolvers))
      joined[type] = joinFields(type, joined[type], fields);
  }
  return joined;
}

function joinFields(type: string, known: unknown, added: unknown): unknown {
  if (known === undefined) return added;
  const twice = Object.keys(known as object).find((field) => Object.hasOwn(added as object, field));
  if (twice !== undefined) throw new TypeError(`Two rooms resolve ${type}.${twice}`);
  return { ...(known as object), ...(added as object) };
}

/** By type, whose its objects are, as the rooms say. */
export function joinOwns(rooms: Rooms): Record<string, Owns> {
  return Object.assign({}, ...rooms.map(({ owns }) => owns)) as Record<string, Owns>;
}

/** What may be kept of what is written, as the rooms say. */
export function joinKeeping(rooms: Rooms): Keeping {
  const keepings = rooms.map(({ keeping = {} }) => keeping);
  return {
    types: keepings.flatMap(({ types = [] }) => types),
    variesBy: Object.assign({}, ...keepings.map(({ variesBy }) => variesBy)) as Keeping['variesBy'],
  };
}

/** The context of one operation: who asks, and what each room puts in. */
export function joinContexts(rooms: Rooms, input: ContextInput): ContextInput {
  const parts = rooms.map(({ context }) => context?.(input));
  return Object.assign({ ...input }, ...parts) as ContextInput;
}
