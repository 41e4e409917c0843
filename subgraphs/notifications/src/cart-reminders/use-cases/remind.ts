import type { Transaction } from '@cartwright/database';
import type { cartAbandoned, DataOf } from '@cartwright/events';
import type { CartLinks } from '@cartwright/identity';
import { readEmail } from '@cartwright/input';
import { confirmedEmailOf, type Announcement } from '../../announcing/door.ts';
import { kindsOn } from '../../consents/door.ts';
import type { Tables } from '../../generated/tables.ts';
import { linkMs, newsMs, reminderMail } from '../rules/reminder-mail.ts';

/** What reminders are made with. */
export interface Dependencies {
  readonly now: () => Date;
  readonly links: Pick<CartLinks, 'tokenFor'>;
  /** Stores mails to be sent. */
  readonly announce: (tx: Transaction<Tables>, announcements: readonly Announcement[]) => Promise<void>;
}

/**
 * Reminds whoever left a cart, where they have agreed to that: a customer at the address that they have proved to be theirs, a guest at the
 * one that they gave, which somebody has agreed for. Nobody else is written to.
 */
export async function remind(
  { now, links, announce }: Dependencies,
  tx: Transaction<Tables>,
  cart: DataOf<typeof cartAbandoned>,
): Promise<void> {
  const abandonedAt = new Date(cart.abandonedAt).getTime();
  if (now().getTime() - abandonedAt > newsMs) return;
  const recipient = await recipientOf(tx, cart);
  if (recipient === null) return;
  const isOn = await kindsOn(tx, [recipient]);
  if (!isOn(recipient, 'CART_REMINDER')) return;
  const expiresAt = new Date(abandonedAt + linkMs);
  const token = links.tokenFor({ cartId: cart.cartId, expiresAt });
  await announce(tx, [reminderMail(cart, { recipient, token, expiresAt })]);
}

/** Null where there is nobody to write to. */
function recipientOf(
  tx: Transaction<Tables>,
  { isGuest, email, customerId }: DataOf<typeof cartAbandoned>,
): Promise<string | null> {
  if (!isGuest) return confirmedEmailOf(tx, customerId);
  return Promise.resolve(email === null ? null : readEmail(email)); // as consents have it
}
