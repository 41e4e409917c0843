import type { Database } from '@cartwright/database';
import { hashOpaqueToken, newOpaqueToken } from '@cartwright/identity';
import { readEmail } from '@cartwright/input';
import type { Tables } from '../../generated/tables.ts';
import { countOwners, findOwnerRoleId, lockStaff } from '../../roles/door.ts';
import { isEmailTaken } from '../../users/door.ts';
import { replaceInvitation } from '../repository/invitations.ts';
import { invitationTtlMs } from '../rules.ts';

/** What inviting is done with, outside of a running subgraph. */
export interface FirstOwnerDependencies {
  readonly database: Pick<Database<Tables>, 'transaction'>;
  readonly now: () => Date;
  readonly newId: () => string;
}

export type InviteFirstOwnerOutcome =
  | { readonly kind: 'invited'; readonly token: string; readonly expiresAt: Date }
  | { readonly kind: 'no-address' | 'email-taken' | 'has-owner' };

/**
 * Invites the first owner of a store: whoever runs it gets the token, which `staffInvitationAccept` takes once. Not while anybody owns
 * it, who can invite others: a command is no way around the people.
 */
export function inviteFirstOwner(
  { database, now, newId }: FirstOwnerDependencies,
  typed: string,
): Promise<InviteFirstOwnerOutcome> {
  return database.transaction(async (tx): Promise<InviteFirstOwnerOutcome> => {
    const email = readEmail(typed);
    if (email === null) return { kind: 'no-address' };
    await lockStaff(tx);
    if ((await countOwners(tx)) > 0) return { kind: 'has-owner' };
    if (await isEmailTaken(tx, email)) return { kind: 'email-taken' };
    const token = newOpaqueToken();
    const createdAt = now();
    const expiresAt = new Date(createdAt.getTime() + invitationTtlMs);
    const about = { id: newId(), email, createdAt, expiresAt, invitedBy: null };
    await replaceInvitation(tx, { ...about, tokenHash: hashOpaqueToken(token) }, [await findOwnerRoleId(tx)]);
    return { kind: 'invited', token, expiresAt };
  });
}
