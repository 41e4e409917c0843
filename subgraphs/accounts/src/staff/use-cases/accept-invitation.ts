import { hashOpaqueToken } from '@cartwright/identity';
import type { InvalidInput } from '@cartwright/input';
import { addMemberships, lockStaff, recordAction } from '../../roles/door.ts';
import { announceNewUser } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { deleteInvitation, findInvitedRoles, findOpenInvitation } from '../repository/invitations.ts';
import { insertMember } from '../repository/members.ts';
import { readAcceptance } from '../rules.ts';

/** What somebody brings who has read the mail. */
export interface Acceptance {
  readonly token: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName?: string | null | undefined;
  /** BCP 47: what the request was in. */
  readonly locale: string;
}

/** How accepting can end. */
export type AcceptOutcome =
  | { readonly kind: 'accepted'; readonly email: string }
  | { readonly kind: 'invalid-token' }
  | { readonly kind: 'email-taken' }
  | InvalidInput;

/**
 * Makes whoever the link was mailed to a member of the staff, with a user of their own: never by the account that they may shop
 * with, to which others may know the password. They sign in afterwards, so that nothing that signing in asks for is left out.
 */
export async function acceptInvitation(
  dependencies: Dependencies,
  { token, ...given }: Acceptance,
): Promise<AcceptOutcome> {
  const read = readAcceptance(given);
  if (read.kind === 'invalid-input') return read;
  const { database, passwords, now } = dependencies;
  const tokenHash = hashOpaqueToken(token);
  // Before the costly hash, so that made up tokens cost little.
  if ((await findOpenInvitation(database.statements, tokenHash, now())) === undefined) {
    return { kind: 'invalid-token' };
  }
  const { password, ...profile } = read.value;
  const passwordHash = await passwords.hash(password);
  return store(dependencies, tokenHash, { ...profile, passwordHash });
}

interface NewMember {
  readonly firstName: string;
  readonly lastName: string | null;
  readonly locale: string;
  readonly passwordHash: string;
}

function store(
  { transact, now, newId }: Dependencies,
  tokenHash: string,
  member: NewMember,
): Promise<AcceptOutcome> {
  return transact(async (tx, send): Promise<AcceptOutcome> => {
    await lockStaff(tx);
    const invitation = await findOpenInvitation(tx, tokenHash, now());
    if (invitation === undefined) return { kind: 'invalid-token' };
    const { id: invitationId, email } = invitation;
    const roles = await findInvitedRoles(tx, [invitationId]);
    const id = newId();
    const provenAt = now(); // the link was in their mailbox
    const user = { ...member, id, email, emailVerifiedAt: provenAt, createdAt: provenAt };
    if (!(await insertMember(tx, user))) return { kind: 'email-taken' };
    await deleteInvitation(tx, invitationId);
    await addMemberships(
      tx,
      roles.map(({ id: roleId }) => ({ userId: id, roleId })),
    );
    await announceNewUser({ tx, send }, id);
    const action = { by: { id, reason: null }, operation: 'staffInvitationAccept', target: id };
    await recordAction(
      { now },
      { tx, send },
      { ...action, after: { invitationId, roles: roles.map(({ name }) => name) } },
    );
    return { kind: 'accepted', email };
  });
}
