import { readPage, toConnection, type Connection } from '@cartwright/graph';
import { z } from 'zod';
import type { Slice } from '../../repository/slice.ts';

/** Relay's arguments, as the schema offers them. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** A list that is sorted by an instant, then by id. */
export interface InstantList<Row> {
  readonly list: (slice: Slice) => Promise<Row[]>;
  readonly count: () => Promise<number>;
  readonly instantOf: (row: Row) => Date;
}

const positionSchema = z.tuple([z.iso.datetime().transform((text) => new Date(text)), z.uuid()]);

/** A page of such a list. @throws BAD_USER_INPUT for a bad size or cursor */
export async function instantPage<Row extends { readonly id: string }>(
  { first, after }: PageArguments,
  { list, count, instantOf }: InstantList<Row>,
): Promise<Connection<Row>> {
  const page = readPage({ first, after }, positionSchema);
  const position = page.cursor === null ? null : { at: page.cursor[0], id: page.cursor[1] };
  return toConnection({
    page,
    rows: await list({ size: page.fetchSize, after: position }),
    keyOf: (row): [Date, string] => [instantOf(row), row.id],
    totalCount: count,
  });
}
