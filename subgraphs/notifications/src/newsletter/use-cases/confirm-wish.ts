import type { Transaction } from '@cartwright/database';
import { hashOpaqueToken } from '@cartwright/identity';
import { lockAddresses } from '../../consents/door.ts';
import type { Tables } from '../../generated/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import { deleteWishesFor, findByToken, findOwn } from '../repository/wishes.ts';

/** What came of following a link. */
export type ConfirmWishOutcome =
  { readonly kind: 'confirmed'; readonly email: string } | { readonly kind: 'link-invalid' };

/** Has a consent of a wish whose link was followed. Nobody's account says it: whoever has the mailbox may be another one than the buyer. */
export function confirmWish(
  { transaction, now, say }: Pick<Dependencies, 'transaction' | 'now' | 'say'>,
  token: string,
): Promise<ConfirmWishOutcome> {
  return transaction(async (tx) => {
    const [tokenHash, at] = [hashOpaqueToken(token), now()];
    const found = await findByToken(tx, tokenHash, at);
    if (found === undefined) return { kind: 'link-invalid' };
    const { email } = found;
    await lockAddresses(tx, [email]);
    // Once more, behind the lock: it may have been confirmed, or withdrawn, just now.
    const wish = await findByToken(tx, tokenHash, at);
    if (wish === undefined) return { kind: 'link-invalid' };
    const { source, askedAt } = wish;
    await say(tx, { email, userId: null, source, askedAt, kinds: { NEWSLETTER: true } });
    await deleteWishesFor(tx, email);
    return { kind: 'confirmed', email };
  });
}

/** Has a consent of what a customer wished for an address that they have proved now to be theirs. */
export async function fulfilWish(
  { now, say }: Pick<Dependencies, 'now' | 'say'>,
  tx: Transaction<Tables>,
  { userId, email }: { readonly userId: string; readonly email: string },
): Promise<void> {
  await lockAddresses(tx, [email]); // first: a wish that is being noted now would be missed, and noted as if nobody had proved the address
  const wish = await findOwn(tx, { userId, email, now: now() });
  if (wish === undefined) return;
  const { source, askedAt } = wish;
  await say(tx, { email, userId, source, askedAt, kinds: { NEWSLETTER: true } });
  await deleteWishesFor(tx, email);
}
