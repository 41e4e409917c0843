import { permissionMissing, type PermissionMissing } from '../roles/door.ts';
import type { RoleInUse, RoleNotFound } from './use-cases/change-roles.ts';

const refusals = {
  'permission-missing': permissionMissing,
  'role-not-found': ({ ids }: RoleNotFound) => ({
    __typename: 'StaffRoleNotFoundError' as const,
    message: 'There is no such role.',
    ids: [...ids],
  }),
  protected: () => ({
    __typename: 'StaffRoleProtectedError' as const,
    message: 'The owner’s role is neither changed nor deleted.',
  }),
  'name-taken': () => ({
    __typename: 'StaffRoleNameTakenError' as const,
    message: 'Another role has this name.',
  }),
  'in-use': ({ memberCount }: RoleInUse) => ({
    __typename: 'StaffRoleInUseError' as const,
    message: 'Members have this role. Give them others first.',
    memberCount,
  }),
  'member-not-found': () => ({
    __typename: 'StaffMemberNotFoundError' as const,
    message: 'There is no such member of the staff.',
  }),
  'last-owner': () => ({
    __typename: 'LastOwnerError' as const,
    message: 'The store needs an owner who may sign in. Make somebody else one first.',
  }),
  'own-roles': () => ({
    __typename: 'OwnRolesError' as const,
    message: 'What you may do yourself is for somebody else to change.',
  }),
  'invalid-token': () => ({
    __typename: 'StaffInvitationTokenInvalidError' as const,
    message: 'This link has been used, taken back, or is too old. Ask for another one.',
  }),
  'email-taken': () => ({
    __typename: 'StaffEmailTakenError' as const,
    message: 'There is an account with this address already. Use another address.',
  }),
};

type Refusals = typeof refusals;
type Plain = Exclude<keyof Refusals, (PermissionMissing | RoleNotFound | RoleInUse)['kind']>;
type Refusal = PermissionMissing | RoleNotFound | RoleInUse | { readonly kind: Plain };

/** A way in which a change of the staff is refused, as the graph shows it. */
export function refused<Of extends Refusal>(outcome: Of): ReturnType<Refusals[Of['kind']]> {
  const show = refusals[outcome.kind] as unknown as (outcome: Of) => ReturnType<Refusals[Of['kind']]>;
  return show(outcome);
}
