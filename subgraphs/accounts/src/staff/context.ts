import { bind } from '@cartwright/database';
import { byKey, listByKey } from '@cartwright/graph';
import { findRolesOf } from '../roles/door.ts';
import type { Dependencies } from './dependencies.ts';
import { findInvitedRoles } from './repository/invitations.ts';
import { findMembers } from './repository/members.ts';
import { countMembers } from './repository/roles.ts';
import { acceptInvitation } from './use-cases/accept-invitation.ts';
import { disableMember, enableMember, setMemberRoles } from './use-cases/change-members.ts';
import { createRole, deleteRole, updateRole } from './use-cases/change-roles.ts';
import { invite, revokeInvitation } from './use-cases/invite.ts';
import { listInvitations, listRoles, readMembers } from './use-cases/read-staff.ts';

/** What resolvers find in their context: the use cases of staff, and loaders that live as long as the operation. */
export function staffContext(dependencies: Dependencies) {
  const read = bind(dependencies.database.statements, {
    findMembers,
    findRolesOf,
    findInvitedRoles,
    countMembers,
  });
  const loaders = {
    byId: byKey(read.findMembers, ({ id }) => id),
    rolesByMember: listByKey(read.findRolesOf, ({ userId }) => userId),
    rolesByInvitation: listByKey(read.findInvitedRoles, ({ invitationId }) => invitationId),
    membersByRole: byKey(read.countMembers, ({ roleId }) => roleId),
  };
  const useCases = bind(dependencies, {
    readMembers,
    listRoles,
    listInvitations,
    createRole,
    updateRole,
    deleteRole,
    invite,
    revokeInvitation,
    acceptInvitation,
    setMemberRoles,
    disableMember,
    enableMember,
  });
  return { staff: { ...useCases, loaders } };
}

export type StaffContext = ReturnType<typeof staffContext>;
