import { readPage, toConnection, type Connection, type ConnectionArguments } from '@cartwright/graph';
import { z } from 'zod';
import type { WishList, WishListItem } from '../rules/wish-list.ts';

/** The variant, which whoever has the link sees anyhow, and where it stood, for when it is not in the list any more. */
const place = z.tuple([z.uuid(), z.int().nonnegative()]);

/** A page of a list, which is read whole. @throws BAD_USER_INPUT for a bad size or cursor */
export function pageItems(
  { id, items }: Pick<WishList, 'id' | 'items'>,
  args: ConnectionArguments,
): Connection<WishListItem> {
  const page = readPage(args, { identity: ['wish-list', id], key: place });
  const { fetchSize, direction, cursor } = page;
  const at = items.findIndex(({ variantId }) => variantId === cursor?.[0]);
  const stood = at === -1 ? (cursor?.[1] ?? 0) : at;
  const behind = items.slice(at === -1 ? stood : at + 1);
  const before = (cursor === null ? items : items.slice(0, stood)).toReversed();
  return toConnection({
    page,
    rows: (direction === 'forward' ? behind : before).slice(0, fetchSize),
    keyOf: (item) => [item.variantId, items.indexOf(item)],
    totalCount: () => Promise.resolve(items.length),
  });
}
