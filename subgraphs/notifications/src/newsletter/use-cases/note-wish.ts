import type { Transaction } from '@cartwright/database';
import { hashOpaqueToken, newOpaqueToken } from '@cartwright/identity';
import { confirmedEmailOf } from '../../announcing/door.ts';
import { latestConsents, lockAddresses } from '../../consents/door.ts';
import type { Tables } from '../../generated/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import { insertWish } from '../repository/wishes.ts';
import { confirmationMail, linkMs, registrationMs } from '../rules/confirmation-mail.ts';

/** Who would like the newsletter where. */
export interface Wish {
  readonly userId: string;
  readonly email: string;
  readonly askedAt: Date;
}

type Noting = Pick<Dependencies, 'newId' | 'say' | 'announce'>;

/** Keeps what somebody ticked who registered, until they confirm the account's address, by which they agree: they get no second mail for it. */
export async function noteRegistration(
  { newId, say }: Noting,
  tx: Transaction<Tables>,
  { userId, email, askedAt }: Wish,
): Promise<void> {
  const source = 'REGISTRATION' as const;
  if (await isProved(tx, { userId, email }))
    return say(tx, { email, userId, source, askedAt, kinds: { NEWSLETTER: true } });
  await lockAddresses(tx, [email]);
  const expiresAt = new Date(askedAt.getTime() + registrationMs);
  await insertWish(tx, { ...{ id: newId(), userId, email, source, askedAt, expiresAt }, tokenHash: null });
}

/**
 * Has a consent of what a buyer ticked where the order's address is proved to be theirs. Any other address is asked first, unless its owner
 * has agreed already, or has withdrawn: somebody else's order must not be a way to write to them.
 */
export async function noteCheckout(
  { newId, say, announce }: Noting,
  tx: Transaction<Tables>,
  { userId, email, askedAt, locale }: Wish & { readonly locale: string },
): Promise<void> {
  const source = 'CHECKOUT' as const;
  if (await isProved(tx, { userId, email }))
    return say(tx, { email, userId, source, kinds: { NEWSLETTER: true } });
  await lockAddresses(tx, [email]);
  const said = (await latestConsents(tx, [email])).find(({ kind }) => kind === 'NEWSLETTER');
  if (said !== undefined && said.source !== 'FILE') return;
  const [id, token] = [newId(), newOpaqueToken()];
  const expiresAt = new Date(askedAt.getTime() + linkMs);
  const wish = { id, userId, email, source, askedAt, expiresAt };
  await insertWish(tx, { ...wish, tokenHash: hashOpaqueToken(token) });
  await announce(tx, [confirmationMail({ ...wish, locale, token })]);
}

async function isProved(
  tx: Transaction<Tables>,
  { userId, email }: Pick<Wish, 'userId' | 'email'>,
): Promise<boolean> {
  return (await confirmedEmailOf(tx, userId)) === email;
}
