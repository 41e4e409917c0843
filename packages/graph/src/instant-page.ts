import { z } from 'zod';
import type { ListIdentity } from './cursor.ts';
import { readPage, toConnection, type Connection } from './connection.ts';

/** A place in a list that is sorted by an instant, then by id. */
export interface InstantPosition {
  readonly at: Date;
  readonly id: string;
}

/** Which part of such a list: `size` rows that come after `after`. */
export interface InstantSlice {
  readonly size: number;
  readonly after: InstantPosition | null;
}

/** Which list it is, and where the rows of a page and their total come from. */
export interface InstantList<Row> {
  readonly identity: ListIdentity;
  readonly list: (slice: InstantSlice) => Promise<Row[]>;
  readonly count: () => Promise<number>;
  readonly instantOf: (row: Row) => Date;
}

/** Relay's arguments, for lists that are paged forward only. */
export interface InstantPageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

const positionSchema = z.tuple([z.iso.datetime().transform((text) => new Date(text)), z.uuid()]);

/** A page of a list that is sorted by an instant, then by id. @throws BAD_USER_INPUT for a bad size or cursor */
export async function instantPage<Row extends { readonly id: string }>(
  { first, after }: InstantPageArguments,
  { identity, list, count, instantOf }: InstantList<Row>,
): Promise<Connection<Row>> {
  const page = readPage({ first, after }, { identity, key: positionSchema });
  const position = page.cursor === null ? null : { at: page.cursor[0], id: page.cursor[1] };
  return toConnection({
    page,
    rows: await list({ size: page.fetchSize, after: position }),
    keyOf: (row): [Date, string] => [instantOf(row), row.id],
    totalCount: count,
  });
}
