import type { Transaction } from '@cartwright/database';
import { hashOpaqueToken, newOpaqueToken } from '@cartwright/identity';
import { confirmedEmailOf } from '../../announcing/door.ts';
import { latestConsents, lockAddresses, type ConsentRecord } from '../../consents/door.ts';
import type { Tables } from '../../generated/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import { insertWish, isAsked } from '../repository/wishes.ts';
import { confirmationMail, linkMs, registrationMs } from '../rules/confirmation-mail.ts';

/** Who would like the newsletter where. */
export interface Wish {
  readonly userId: string;
  readonly email: string;
  readonly askedAt: Date;
}

type Noting = Pick<Dependencies, 'newId' | 'now' | 'say' | 'announce'>;

/** Keeps what somebody ticked who registered, until they confirm the account's address, by which they agree: they get no second mail for it. */
export async function noteRegistration(
  { newId, now, say }: Pick<Noting, 'newId' | 'now' | 'say'>,
  tx: Transaction<Tables>,
  { userId, email, askedAt }: Wish,
): Promise<void> {
  const source = 'REGISTRATION' as const;
  const said = await lockSaid(tx, email);
  if (hasSaidSince(said, askedAt)) return;
  // Behind the lock: whoever proves the address looks for wishes behind it, too.
  if (await isProved(tx, { userId, email }))
    return say(tx, { email, userId, source, askedAt, kinds: { NEWSLETTER: true } });
  const expiresAt = new Date(askedAt.getTime() + registrationMs);
  if (expiresAt <= now()) return;
  await insertWish(tx, { ...{ id: newId(), userId, email, source, askedAt, expiresAt }, tokenHash: null });
}

/**
 * Has a consent of what a buyer ticked where the order's address is proved to be theirs. Any other address is asked first, once while its link
 * works, unless its owner has agreed already, or has withdrawn: somebody else's order must not be a way to write to them.
 */
export async function noteCheckout(
  { newId, now, say, announce }: Noting,
  tx: Transaction<Tables>,
  { userId, email, askedAt, locale }: Wish & { readonly locale: string },
): Promise<void> {
  const source = 'CHECKOUT' as const;
  const said = await lockSaid(tx, email);
  if (hasSaidSince(said, askedAt)) return;
  if (await isProved(tx, { userId, email }))
    return say(tx, { email, userId, source, askedAt, kinds: { NEWSLETTER: true } });
  const expiresAt = new Date(askedAt.getTime() + linkMs);
  if (said !== undefined || expiresAt <= now() || (await isAsked(tx, email, now()))) return;
  const [id, token] = [newId(), newOpaqueToken()];
  const wish = { id, userId, email, source, askedAt, expiresAt };
  await insertWish(tx, { ...wish, tokenHash: hashOpaqueToken(token) });
  await announce(tx, [confirmationMail({ ...wish, locale, token })]);
}

/** What the owner of an address has said of the newsletter last, locked; what only a file says is not what they say. */
async function lockSaid(tx: Transaction<Tables>, email: string): Promise<ConsentRecord | undefined> {
  await lockAddresses(tx, [email]);
  const said = (await latestConsents(tx, [email])).find(({ kind }) => kind === 'NEWSLETTER');
  return said?.source === 'FILE' ? undefined : said;
}

/** Whether a later word stands, such as a withdrawal, where the tick comes late or once more. */
function hasSaidSince(said: ConsentRecord | undefined, askedAt: Date): boolean {
  return said !== undefined && said.createdAt >= askedAt;
}

async function isProved(
  tx: Transaction<Tables>,
  { userId, email }: Pick<Wish, 'userId' | 'email'>,
): Promise<boolean> {
  return (await confirmedEmailOf(tx, userId)) === email;
}
