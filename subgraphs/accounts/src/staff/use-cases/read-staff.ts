import { instantPage, type Connection, type InstantPageArguments } from '@cartwright/graph';
import type { RoleRecord } from '../../roles/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { listInvitations as readInvitations, type InvitationRecord } from '../repository/invitations.ts';
import { countStaff, listMembers, type MemberRecord } from '../repository/members.ts';
import { listRoles as readRoles } from '../repository/roles.ts';

type Reading = Pick<Dependencies, 'database'>;

/** A page of the staff, latest first. @throws BAD_USER_INPUT for a bad size or cursor */
export function readMembers(
  { database: { statements } }: Reading,
  page: InstantPageArguments,
): Promise<Connection<MemberRecord>> {
  return instantPage(page, {
    identity: ['staff members'],
    list: (slice) => listMembers(statements, slice),
    count: () => countStaff(statements),
    instantOf: ({ createdAt }) => createdAt,
  });
}

/** All roles, by name. */
export function listRoles({ database }: Reading): Promise<RoleRecord[]> {
  return readRoles(database.statements);
}

/** The invitations that are open. */
export function listInvitations({ database }: Reading): Promise<InvitationRecord[]> {
  return readInvitations(database.statements);
}
