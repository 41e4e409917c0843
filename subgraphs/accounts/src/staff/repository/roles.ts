import { anyOf, isUniqueViolation, type Statements, type Transaction } from '@cartwright/database';
import type { Insertable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import type { RoleRecord } from '../../roles/door.ts';

/** Another role has the name; the transaction that found out has failed. */
export class RoleNameTaken extends Error {
  override readonly name = 'RoleNameTaken';
}

/** All roles, by name. */
export function listRoles(db: Statements<Tables>): Promise<RoleRecord[]> {
  return db.selectFrom('staffRoles').selectAll().orderBy('name').execute();
}

/** Roles by their ids, in no particular order. */
export function findRoles(db: Statements<Tables>, ids: readonly string[]): Promise<RoleRecord[]> {
  return db.selectFrom('staffRoles').selectAll().where('id', '=', anyOf(ids)).execute();
}

/** Makes a role. @throws RoleNameTaken */
export function insertRole(
  tx: Transaction<Tables>,
  role: Insertable<Tables['staffRoles']>,
): Promise<RoleRecord> {
  return orNameTaken(tx.insertInto('staffRoles').values(role).returningAll().executeTakeFirstOrThrow());
}

/** Changes a role. @throws RoleNameTaken */
export function changeRole(
  tx: Transaction<Tables>,
  { id, name, permissions }: Pick<RoleRecord, 'id' | 'name' | 'permissions'>,
): Promise<RoleRecord> {
  return orNameTaken(
    tx
      .updateTable('staffRoles')
      .set({ name, permissions })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
}

/** Deletes a role that nobody has. */
export async function deleteRole(tx: Transaction<Tables>, id: string): Promise<void> {
  await tx.deleteFrom('staffRoles').where('id', '=', id).execute();
}

/** How many members have each of some roles; those that nobody has are missing. */
export function countMembers(
  db: Statements<Tables>,
  roleIds: readonly string[],
): Promise<{ roleId: string; count: number }[]> {
  return db
    .selectFrom('staffRoleMembers')
    .select((eb) => ['roleId', eb.cast<number>(eb.fn.countAll(), 'integer').as('count')])
    .where('roleId', '=', anyOf(roleIds))
    .groupBy('roleId')
    .execute();
}

/** Who has a role, in the order of their ids. */
export async function findMemberIds(db: Statements<Tables>, roleId: string): Promise<string[]> {
  const members = await db
    .selectFrom('staffRoleMembers')
    .select('userId')
    .where('roleId', '=', roleId)
    .orderBy('userId')
    .execute();
  return members.map(({ userId }) => userId);
}

async function orNameTaken<Result>(write: Promise<Result>): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    throw isUniqueViolation(error, 'staff_roles_name_in_any_case') ? new RoleNameTaken() : error;
  }
}
