import { readPage, toConnection } from '@cartwright/subgraph-kit';
import { z } from 'zod';
import type { Context } from '../graphql.ts';

const cursorSchema = z.tuple([z.iso.datetime().transform((text) => new Date(text)), z.uuid()]);

/** The notifications of some users as a connection, newest first. */
export async function listNotifications(
  { useCases }: Context,
  userIds: readonly string[],
  args: { first?: number | null; after?: string | null },
) {
  const page = readPage(args, cursorSchema);
  const after = page.cursor === null ? null : { createdAt: page.cursor[0], id: page.cursor[1] };
  const rows = await useCases.listNotifications(userIds, after, page.fetchSize);
  return toConnection({
    page,
    rows,
    keyOf: ({ createdAt, id }): [Date, string] => [createdAt, id],
    totalCount: () => useCases.countNotifications(userIds),
  });
}
