import { isId } from '@cartwright/graph';
import type { Dependencies } from '../../cart/door.ts';
import { findList, findShared } from '../repository/wish-lists.ts';
import type { NamedList, WishList } from '../rules/wish-list.ts';

type Reading = Pick<Dependencies, 'database'>;

/** A list, whoever it belongs to; null when there is none. */
export async function getList({ database }: Reading, id: string): Promise<WishList | null> {
  return isId(id) ? ((await findList(database.statements, id)) ?? null) : null;
}

/** Of a token: 256 bits as base64url. */
const tokenPattern = /^[\w-]{43}$/;

/** The list that is shared by a token; null when there is none. */
export async function getShared({ database }: Reading, token: string): Promise<NamedList | null> {
  return tokenPattern.test(token) ? ((await findShared(database.statements, token)) ?? null) : null;
}
