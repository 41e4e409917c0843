import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import type { Viewer } from '@cartwright/identity';
import { prove, type FactorJudgement, type Proof } from '../../second-factors/door.ts';
import { isEmailTaken, lockAccount, type UserRecord } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { mailLink } from '../mail-link.ts';
import { isHeldForOther } from '../repository.ts';
import { readNewEmail } from '../rules.ts';

const sameEmail = invalidInput(
  invalidField(['newEmail'], 'INVALID_VALUE', 'This is your e-mail address already.'),
);

/** Who changes their address, to which, and the proof that it is they. */
export interface EmailChangeRequest {
  readonly viewer: Viewer;
  readonly user: UserRecord;
  readonly newEmail: string;
  readonly proof: Proof;
}

export type SendChangeLinkOutcome =
  | { readonly kind: 'sent' | 'email-taken' | 'too-many-links' }
  | Exclude<FactorJudgement, { kind: 'right' }>
  | InvalidInput;

/** Mails to the address that a customer wants to have; nothing changes before the mail is read. @throws RATE_LIMITED */
export async function sendChangeLink(
  dependencies: Dependencies,
  { viewer, user, newEmail, proof }: EmailChangeRequest,
): Promise<SendChangeLinkOutcome> {
  const read = readNewEmail({ newEmail });
  if (read.kind === 'invalid-input') return read;
  const { newEmail: email } = read.value;
  if (email === user.email) return sameEmail;
  const judged = await prove(dependencies, viewer, proof);
  if (judged.kind !== 'right') return judged;
  const { transact, now } = dependencies;
  return transact(async (tx, send) => {
    await lockAccount(tx, user.id);
    const isTaken =
      (await isEmailTaken(tx, email)) || (await isHeldForOther(tx, { email, userId: user.id }, now()));
    if (isTaken) return { kind: 'email-taken' };
    const isSent = await mailLink(dependencies, { tx, send }, { user, purpose: 'CHANGE', email });
    return { kind: isSent ? 'sent' : 'too-many-links' };
  });
}
