import { message, staffInvited } from '@cartwright/events';
import { isId } from '@cartwright/graph';
import { hashOpaqueToken, newOpaqueToken } from '@cartwright/identity';
import type { InvalidInput } from '@cartwright/input';
import {
  administer,
  recordAction,
  type Administration,
  type PermissionMissing,
  type Actor,
} from '../../roles/door.ts';
import { findUsers, isEmailTaken } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { deleteInvitation, replaceInvitation, type InvitationRecord } from '../repository/invitations.ts';
import { invitationTtlMs, readInvitation } from '../rules.ts';
import type { RoleNotFound } from './change-roles.ts';
import { rolesToGive } from './roles-to-give.ts';

/** Who is invited, by whom, and what they become. */
export interface Invitation {
  readonly viewer: Actor;
  readonly email: string;
  readonly roleIds: readonly string[];
}

/** How inviting can end. */
export type InviteOutcome =
  | { readonly kind: 'invited'; readonly invitation: InvitationRecord }
  | { readonly kind: 'email-taken' }
  | RoleNotFound
  | PermissionMissing
  | InvalidInput;

/** Mails somebody a link with which they become a member of the staff. */
export async function invite(
  dependencies: Dependencies,
  { viewer, ...given }: Invitation,
): Promise<InviteOutcome> {
  const read = readInvitation(given);
  if (read.kind === 'invalid-input') return read;
  const { email, roleIds } = read.value;
  return administer(dependencies, viewer, async (administration): Promise<InviteOutcome> => {
    const { tx, held } = administration;
    const given = await rolesToGive(tx, held, roleIds);
    if (given.kind !== 'roles') return given;
    if (await isEmailTaken(tx, email)) return { kind: 'email-taken' };
    return {
      kind: 'invited',
      invitation: await mail(dependencies, administration, { viewer, email, roleIds }),
    };
  });
}

async function mail(
  { now, newId }: Dependencies,
  { tx, send }: Administration,
  { viewer, email, roleIds }: Invitation,
): Promise<InvitationRecord> {
  const token = newOpaqueToken();
  const createdAt = now();
  const expiresAt = new Date(createdAt.getTime() + invitationTtlMs);
  const invitation = { id: newId(), email, createdAt, expiresAt };
  const stored = { ...invitation, tokenHash: hashOpaqueToken(token), invitedBy: viewer.id };
  await replaceInvitation(tx, stored, roleIds);
  const [inviter] = await findUsers(tx, [viewer.id]);
  const mailed = { invitationId: invitation.id, email, locale: inviter?.locale ?? 'en', token };
  send(message(staffInvited, { ...mailed, expiresAt: expiresAt.toISOString() }));
  const action = { by: viewer, operation: 'staffInvite', target: invitation.id };
  await recordAction({ now }, { tx, send }, { ...action, after: { roleIds } });
  return invitation;
}

/** Takes an invitation back, if it is open. */
export async function revokeInvitation(
  dependencies: Dependencies,
  { viewer, id }: { readonly viewer: Actor; readonly id: string },
): Promise<void> {
  await administer(dependencies, viewer, async ({ tx, send }) => {
    if (!isId(id) || !(await deleteInvitation(tx, id))) return;
    const action = { by: viewer, operation: 'staffInvitationRevoke', target: id };
    const state = { before: { isOpen: true }, after: { isOpen: false } };
    await recordAction(dependencies, { tx, send }, { ...action, ...state });
  });
}
