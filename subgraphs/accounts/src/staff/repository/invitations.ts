import { anyOf, type Statements, type Transaction } from '@cartwright/database';
import type { Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import type { RoleRecord } from '../../roles/door.ts';

type Row = Readonly<Selectable<Tables['staffInvitations']>>;

const columns = ['id', 'email', 'createdAt', 'expiresAt'] as const;

/** An invitation as staff see it. */
export type InvitationRecord = Pick<Row, (typeof columns)[number]>;

/** More than anybody looks through. */
const maxListed = 100;

/** The invitations that are open, latest first, at most 100. */
export function listInvitations(db: Statements<Tables>): Promise<InvitationRecord[]> {
  return db
    .selectFrom('staffInvitations')
    .select(columns)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(maxListed)
    .execute();
}

/** A role, and an invitation that names it. */
export type RoleOfInvitation = RoleRecord & { readonly invitationId: string };

/** The roles that invitations name, by name. */
export function findInvitedRoles(
  db: Statements<Tables>,
  invitationIds: readonly string[],
): Promise<RoleOfInvitation[]> {
  return db
    .selectFrom('staffInvitationRoles as invited')
    .innerJoin('staffRoles as role', 'role.id', 'invited.roleId')
    .selectAll('role')
    .select('invited.invitationId')
    .where('invited.invitationId', '=', anyOf(invitationIds))
    .orderBy('role.name')
    .execute();
}

/** Stores an invitation in place of the one that its address may have. */
export async function replaceInvitation(
  tx: Transaction<Tables>,
  invitation: Row,
  roleIds: readonly string[],
): Promise<void> {
  await tx.deleteFrom('staffInvitations').where('email', '=', invitation.email).execute();
  await tx.insertInto('staffInvitations').values(invitation).execute();
  const roles = roleIds.map((roleId) => ({ invitationId: invitation.id, roleId }));
  await tx.insertInto('staffInvitationRoles').values(roles).execute();
}

/** An invitation that a token still accepts. */
export function findOpenInvitation(
  db: Statements<Tables>,
  tokenHash: string,
  now: Date,
): Promise<Pick<Row, 'id' | 'email' | 'invitedBy'> | undefined> {
  return db
    .selectFrom('staffInvitations')
    .select(['id', 'email', 'invitedBy'])
    .where('tokenHash', '=', tokenHash)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
}

/** Deletes an invitation. @returns whether it was there */
export async function deleteInvitation(tx: Transaction<Tables>, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('staffInvitations').where('id', '=', id).executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Deletes the invitations that somebody has sent. */
export async function deleteInvitationsBy(tx: Transaction<Tables>, invitedBy: string): Promise<void> {
  await tx.deleteFrom('staffInvitations').where('invitedBy', '=', invitedBy).execute();
}

/** Deletes invitations that ended before a moment, with the addresses that they went to. */
export async function purgeInvitations(db: Statements<Tables>, endedBefore: Date): Promise<void> {
  await db.deleteFrom('staffInvitations').where('expiresAt', '<', endedBefore).execute();
}
