import { readInput, type InvalidInput } from '@cartwright/input';
import { isId } from '@cartwright/graph';
import {
  administer,
  grantOf,
  recordAction,
  refusedTo,
  type PermissionMissing,
  type RoleRecord,
  type Actor,
} from '../../roles/door.ts';
import { replaceSessions } from '../../sessions/door.ts';
import { lockUsers } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import {
  changeRole,
  countMembers,
  deleteRole as removeRole,
  findMemberIds,
  findRoles,
  insertRole,
  RoleNameTaken,
} from '../repository/roles.ts';
import { newRoleSchema, roleChangeSchema } from '../rules.ts';

/** Some ids are no roles'. */
export interface RoleNotFound {
  readonly kind: 'role-not-found';
  readonly ids: readonly string[];
}

/** Another role has the name. */
export interface RoleNameIsTaken {
  readonly kind: 'name-taken';
}

/** The role is the owner's. */
export interface RoleProtected {
  readonly kind: 'protected';
}

/** The role has members. */
export interface RoleInUse {
  readonly kind: 'in-use';
  readonly memberCount: number;
}

/** The role as it is now. */
export interface RoleSaved {
  readonly kind: 'saved';
  readonly role: RoleRecord;
}

/** A role that staff make. */
export interface NewRole {
  readonly viewer: Actor;
  readonly name: string;
  readonly permissions: readonly string[];
}

/** Makes a role that allows no more than who makes it may do. */
export async function createRole(
  dependencies: Dependencies,
  { viewer, ...given }: NewRole,
): Promise<RoleSaved | RoleNameIsTaken | PermissionMissing | InvalidInput> {
  const read = readInput(newRoleSchema, given);
  if (read.kind === 'invalid-input') return read;
  const { name, permissions } = read.value;
  return unlessNameTaken(() =>
    administer(dependencies, viewer, async ({ tx, send, held }): Promise<RoleSaved | PermissionMissing> => {
      const wanted = { isOwner: false, permissions: unique(permissions) };
      const refusal = refusedTo(held, [grantOf(wanted)]);
      if (refusal !== undefined) return refusal;
      const role = await insertRole(tx, { id: dependencies.newId(), name, ...wanted });
      const action = { by: viewer, operation: 'staffRoleCreate', target: role.id };
      await recordAction(dependencies, { tx, send }, { ...action, after: stateOf(role) });
      return { kind: 'saved', role };
    }),
  );
}

/** What of a role is to be different; what is null stays. */
export interface RoleChange {
  readonly viewer: Actor;
  readonly id: string;
  readonly name?: string | null | undefined;
  readonly permissions?: readonly string[] | null | undefined;
}

/** How changing a role can end. */
export type UpdateRoleOutcome =
  RoleSaved | RoleNotFound | RoleProtected | RoleNameIsTaken | PermissionMissing | InvalidInput;

/** Changes a role, within what who changes it may do, and what the access tokens of its members say. */
export async function updateRole(
  dependencies: Dependencies,
  { viewer, id, name, permissions }: RoleChange,
): Promise<UpdateRoleOutcome> {
  const read = readInput(roleChangeSchema, {
    name: name ?? undefined,
    permissions: permissions ?? undefined,
  });
  if (read.kind === 'invalid-input') return read;
  return unlessNameTaken(() =>
    administer(dependencies, viewer, async ({ tx, send, held }): Promise<UpdateRoleOutcome> => {
      const [before] = isId(id) ? await findRoles(tx, [id]) : [];
      if (before === undefined) return { kind: 'role-not-found', ids: [id] };
      if (before.isOwner) return { kind: 'protected' };
      const wanted = {
        ...before,
        name: read.value.name ?? before.name,
        permissions:
          read.value.permissions === undefined ? before.permissions : unique(read.value.permissions),
      };
      const refusal = refusedTo(held, [grantOf(before), grantOf(wanted)]);
      if (refusal !== undefined) return refusal;
      const memberIds = await findMemberIds(tx, id);
      await lockUsers(tx, memberIds);
      const role = await changeRole(tx, wanted);
      await replaceSessions(dependencies, tx, memberIds);
      const action = { by: viewer, operation: 'staffRoleUpdate', target: id };
      await recordAction(
        dependencies,
        { tx, send },
        { ...action, before: stateOf(before), after: stateOf(role) },
      );
      return { kind: 'saved', role };
    }),
  );
}

/** How deleting a role can end. */
export type DeleteRoleOutcome =
  { readonly kind: 'deleted' } | RoleNotFound | RoleProtected | RoleInUse | PermissionMissing;

/** Deletes a role that nobody has. */
export function deleteRole(
  dependencies: Dependencies,
  { viewer, id }: { readonly viewer: Actor; readonly id: string },
): Promise<DeleteRoleOutcome> {
  return administer(dependencies, viewer, async ({ tx, send, held }): Promise<DeleteRoleOutcome> => {
    const [role] = isId(id) ? await findRoles(tx, [id]) : [];
    if (role === undefined) return { kind: 'role-not-found', ids: [id] };
    if (role.isOwner) return { kind: 'protected' };
    const refusal = refusedTo(held, [grantOf(role)]);
    if (refusal !== undefined) return refusal;
    const [members] = await countMembers(tx, [id]);
    if (members !== undefined) return { kind: 'in-use', memberCount: members.count };
    await removeRole(tx, id);
    const action = { by: viewer, operation: 'staffRoleDelete', target: id };
    await recordAction(dependencies, { tx, send }, { ...action, before: stateOf(role) });
    return { kind: 'deleted' };
  });
}

async function unlessNameTaken<Outcome>(work: () => Promise<Outcome>): Promise<Outcome | RoleNameIsTaken> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RoleNameTaken) return { kind: 'name-taken' };
    throw error;
  }
}

const unique = (permissions: readonly string[]): string[] => [...new Set(permissions)];

const stateOf = ({ name, permissions }: RoleRecord) => ({ name, permissions });
