import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import type { Tables } from '../../generated/tables.ts';
import { grantOf, refusedTo, type Grant, type PermissionMissing, type RoleRecord } from '../../roles/door.ts';
import { findRoles } from '../repository/roles.ts';
import type { RoleNotFound } from './change-roles.ts';

/** The roles with these ids, each once, as far as who holds a grant may give them. */
export async function rolesToGive(
  tx: Transaction<Tables>,
  held: Grant,
  ids: readonly string[],
): Promise<{ readonly kind: 'roles'; readonly roles: RoleRecord[] } | RoleNotFound | PermissionMissing> {
  const wanted = [...new Set(ids)];
  const roles = await findRoles(tx, wanted.filter(isId));
  const found = new Set(roles.map(({ id }) => id));
  const unknown = wanted.filter((id) => !found.has(id));
  if (unknown.length > 0) return { kind: 'role-not-found', ids: unknown };
  return refusedTo(held, roles.map(grantOf)) ?? { kind: 'roles', roles };
}
