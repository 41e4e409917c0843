import { z } from 'zod';
import type { ListIdentity } from './cursor.ts';
import { instantText } from './scalars.ts';
import {
  readPage,
  toConnection,
  type Connection,
  type ConnectionArguments,
  type Page,
} from './connection.ts';

/** A place in a list that is sorted by an instant, then by id. */
export interface InstantPosition {
  readonly at: Date;
  readonly id: string;
}

/** Which part of such a list: `size` rows that come after `after` in the direction of reading, the nearest first. */
export interface InstantSlice {
  readonly size: number;
  /** Null for the end of the list at which reading begins. */
  readonly after: InstantPosition | null;
  readonly direction: Page<unknown>['direction'];
}

/** Which list it is, and where the rows of a page and their total come from. */
export interface InstantList<Row> {
  readonly identity: ListIdentity;
  readonly list: (slice: InstantSlice) => Promise<Row[]>;
  readonly count: () => Promise<number>;
  readonly instantOf: (row: Row) => Date;
}

/** Relay's arguments, with which such a list is read forward or backward. */
export type InstantPageArguments = ConnectionArguments;

const positionSchema = z.tuple([instantText, z.uuid()]);

/** A page of a list that is sorted by an instant, then by id. @throws BAD_USER_INPUT for a bad size or cursor */
export async function instantPage<Row extends { readonly id: string }>(
  args: InstantPageArguments,
  { identity, list, count, instantOf }: InstantList<Row>,
): Promise<Connection<Row>> {
  const page = readPage(args, { identity, key: positionSchema });
  const { fetchSize: size, direction } = page;
  const after = page.cursor === null ? null : { at: page.cursor[0], id: page.cursor[1] };
  return toConnection({
    page,
    rows: await list({ size, after, direction }),
    keyOf: (row): [Date, string] => [instantOf(row), row.id],
    totalCount: count,
  });
}
