import { instantPage, isId, type Connection, type InstantPageArguments } from '@cartwright/graph';
import { hashOpaqueToken } from '@cartwright/identity';
import type { Dependencies } from '../dependencies.ts';
import {
  countRequests,
  findByToken,
  findRequests,
  listRequests,
  type DataRequest,
} from '../repository/requests.ts';

/** A request to show; `isOwn` when whoever asks has the token that it was given out with. */
export type ShownRequest = DataRequest & { readonly isOwn?: boolean };

/** Which page of which requests; all, or those alone that should have been done. */
export type RequestPage = InstantPageArguments & { readonly isOverdue?: boolean | null | undefined };

type Reading = Pick<Dependencies, 'database' | 'now'>;

/** A page of the requests, latest first. @throws BAD_USER_INPUT for a bad size or cursor */
export function readRequests(
  { database: { statements }, now }: Reading,
  { isOverdue, ...page }: RequestPage,
): Promise<Connection<ShownRequest>> {
  const filter = { overdueAt: isOverdue === true ? now() : null };
  return instantPage(page, {
    identity: ['data requests', isOverdue === true],
    list: (slice) => listRequests(statements, filter, slice),
    count: () => countRequests(statements, filter),
    instantOf: ({ requestedAt }) => requestedAt,
  });
}

/** One request; null when there is none. */
export async function readRequest(
  { database }: Pick<Reading, 'database'>,
  id: string,
): Promise<ShownRequest | null> {
  if (!isId(id)) return null;
  const [request] = await findRequests(database.statements, [id]);
  return request ?? null;
}

/** The erasure that a token was given out for; null when there is none. */
export async function followErasure(
  { database }: Pick<Reading, 'database'>,
  token: string,
): Promise<ShownRequest | null> {
  const request = await findByToken(database.statements, hashOpaqueToken(token));
  return request === undefined ? null : { ...request, isOwn: true };
}
