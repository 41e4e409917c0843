import type { Statements } from '@cartwright/database';
import { badUserInput } from '@cartwright/errors';
import { readPage, toConnection, type Connection, type ConnectionArguments } from '@cartwright/graph';
import { z } from 'zod';
import type { Tables } from '../../generated/tables.ts';
import { countEvents, listEvents, type PlacedEvent } from '../repository.ts';
import { eventTypes, readPosition } from '../rules.ts';

/** Which events, and which page of them. */
export interface ReadEvents extends ConnectionArguments {
  readonly types?: readonly string[] | null | undefined;
  readonly afterPosition?: string | null | undefined;
}

/** A page of the feed, oldest first. @throws BAD_USER_INPUT for a bad size, cursor or position, or a type that there is none of */
export async function readEvents(
  { db }: { readonly db: Statements<Tables> },
  { types, afterPosition, ...args }: ReadEvents,
): Promise<Connection<PlacedEvent>> {
  const unknown = types?.find((type) => !eventTypes.includes(type));
  if (unknown !== undefined)
    throw badUserInput(`There are no events of the type ${JSON.stringify(unknown)}.`, 'types');
  const list = { types: [...new Set(types)].toSorted(), behind: behindOf(afterPosition) };
  const page = readPage(args, { identity: ['events', list.types], key: z.int().nonnegative() });
  const { fetchSize: size, cursor: after, direction } = page;
  return toConnection({
    page,
    rows: await listEvents(db, { ...list, size, after, direction }),
    keyOf: ({ position }) => position,
    totalCount: () => countEvents(db, list),
  });
}

function behindOf(digits: string | null | undefined): number | null {
  if (digits == null) return null;
  const position = readPosition(digits);
  if (position === undefined) throw badUserInput('A position is written in digits.', 'afterPosition');
  return position;
}
