import { instantPage, type Connection, type InstantPageArguments } from '@cartwright/graph';
import { readEmail } from '@cartwright/input';
import type { UserRecord } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { countCustomers, listCustomers } from '../repository/customers.ts';
import { listGroups, type GroupRecord } from '../repository/groups.ts';

/** Which page of which customers; without an address, of all. */
export type CustomerPage = InstantPageArguments & { readonly email?: string | null | undefined };

/** A page of the customers, latest first. @throws BAD_USER_INPUT for a bad size or cursor */
export function readCustomers(
  { database: { statements } }: Pick<Dependencies, 'database'>,
  { email, ...page }: CustomerPage,
): Promise<Connection<UserRecord>> {
  const filter = { email: email == null ? null : (readEmail(email) ?? '') };
  return instantPage(page, {
    identity: ['customers', filter],
    list: (slice) => listCustomers(statements, filter, slice),
    count: () => countCustomers(statements, filter),
    instantOf: ({ createdAt }) => createdAt,
  });
}

/** All groups, by name. */
export function readGroups({ database }: Pick<Dependencies, 'database'>): Promise<GroupRecord[]> {
  return listGroups(database.statements);
}
