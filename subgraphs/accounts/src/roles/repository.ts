import { anyOf, type Statements, type Transaction } from '@cartwright/database';
import { isPermission, permissions as allPermissions } from '@cartwright/identity';
import type { Selectable } from 'kysely';
import type { Tables } from '../generated/tables.ts';
import { together, type Grant } from './rules.ts';

/** A role as it is stored. */
export type RoleRecord = Readonly<Selectable<Tables['staffRoles']>>;

/** What a role allows; of permissions that this version does not know, nothing. */
export function grantOf({ isOwner, permissions }: Pick<RoleRecord, 'isOwner' | 'permissions'>): Grant {
  return { isOwner, permissions: isOwner ? allPermissions : permissions.filter(isPermission) };
}

/** What a member of the staff is allowed by all their roles; nothing for who is kept out, and for everybody else. */
export async function findGrant(db: Statements<Tables>, userId: string): Promise<Grant> {
  const roles = await db
    .selectFrom('staffRoleMembers as member')
    .innerJoin('staffRoles as role', 'role.id', 'member.roleId')
    .innerJoin('users as user', 'user.id', 'member.userId')
    .select(['role.isOwner', 'role.permissions'])
    .where('member.userId', '=', userId)
    .where('user.role', '=', 'STAFF')
    .where('user.disabledAt', 'is', null)
    .execute();
  return together(roles.map(grantOf));
}

/** What a member is allowed, which stays so until the end of the transaction. */
export async function holdGrant(tx: Transaction<Tables>, userId: string): Promise<Grant> {
  await tx.selectFrom('users').select('id').where('id', '=', userId).forShare().execute();
  return findGrant(tx, userId);
}

/** A role, and one of those who have it. */
export type RoleOfMember = RoleRecord & { readonly userId: string };

/** The roles of members, by name. */
export function findRolesOf(db: Statements<Tables>, userIds: readonly string[]): Promise<RoleOfMember[]> {
  return db
    .selectFrom('staffRoleMembers as member')
    .innerJoin('staffRoles as role', 'role.id', 'member.roleId')
    .selectAll('role')
    .select('member.userId')
    .where('member.userId', '=', anyOf(userIds))
    .orderBy('role.name')
    .execute();
}

/** Gives users roles, beside those that they have. */
export async function addMemberships(
  db: Statements<Tables>,
  memberships: readonly Readonly<Selectable<Tables['staffRoleMembers']>>[],
): Promise<void> {
  if (memberships.length === 0) return;
  await db
    .insertInto('staffRoleMembers')
    .values(memberships)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Gives users who have no role the one with a name. */
export async function giveRoles(
  tx: Transaction<Tables>,
  given: readonly { readonly userId: string; readonly role: string }[],
): Promise<void> {
  for (const { userId, role } of given) {
    const [found] = await findRolesOf(tx, [userId]);
    if (found !== undefined) continue;
    const named = tx.selectFrom('staffRoles').select('id').where('name', '=', role);
    const { id: roleId } = await named.executeTakeFirstOrThrow();
    await addMemberships(tx, [{ userId, roleId }]);
  }
}

/** Takes all roles from a user. */
export async function removeMemberships(tx: Transaction<Tables>, userId: string): Promise<void> {
  await tx.deleteFrom('staffRoleMembers').where('userId', '=', userId).execute();
}

/** How many owners there are who may sign in. */
export async function countOwners(tx: Transaction<Tables>): Promise<number> {
  const { count } = await tx
    .selectFrom('staffRoleMembers as member')
    .innerJoin('staffRoles as role', 'role.id', 'member.roleId')
    .innerJoin('users as user', 'user.id', 'member.userId')
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .where('role.isOwner', '=', true)
    .where('user.disabledAt', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/**
 * Lets one transaction at a time change who of the staff may do what, so that what it has checked stays so: that there is an
 * owner, and that who gives something has it.
 */
export async function lockStaff(tx: Transaction<Tables>): Promise<void> {
  await tx.selectFrom('staffRoles').select('id').where('isOwner', '=', true).forNoKeyUpdate().execute();
}

/** The id of the role of owners, which every store has. */
export async function findOwnerRoleId(tx: Transaction<Tables>): Promise<string> {
  const owner = tx.selectFrom('staffRoles').select('id').where('isOwner', '=', true);
  return (await owner.executeTakeFirstOrThrow()).id;
}
