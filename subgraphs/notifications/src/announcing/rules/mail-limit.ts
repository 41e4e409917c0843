import { mailboxOf } from '@cartwright/input';
import type { NotificationType } from './announcement.ts';

/**
 * How many mails a mailbox gets within an hour before those that nobody has paid for, and nobody asked for, are held back: welcomes,
 * orders that are being checked, or were cancelled before anything was taken. Mails about what was paid count, too.
 */
const maxMailsPerHour = 10;

/** How many mails of one kind that are asked for it gets beside those: others cannot use them up. */
const maxAskedPerHour = 5;

/**
 * Mails that open something, warn, or were asked for. Each kind has a budget of its own, so that no other mail keeps its reader from getting in, or
 * from being warned.
 */
const askedFor: ReadonlySet<NotificationType> = new Set<NotificationType>([
  'ORDER_ACCESS_LINK',
  'PASSWORD_RESET_LINK',
  'EMAIL_VERIFICATION_LINK',
  'EMAIL_CHANGE_LINK',
  'EMAIL_CHANGED',
  'STAFF_INVITATION',
  'SIGN_IN_CHANGED',
  'DATA_EXPORT_READY',
  'DATA_ERASED',
  'ALERT_CONFIRMATION_LINK',
  'NEWSLETTER_CONFIRMATION_LINK',
  'STOCK_ALERT',
  'PRICE_ALERT',
  'CART_REMINDER',
]);

/** What is on record of a mail that is held back. */
export const heldBack = {
  state: 'FAILED',
  lastError: 'too many mails to this address within an hour',
} as const;

/** What is on record of a mail whose reader has unsubscribed. */
export const withheld = { state: 'FAILED', lastError: 'unsubscribed' } as const;

/** A mail to be sent, as far as its budget goes. */
export interface BudgetedMail {
  readonly type: NotificationType;
  readonly recipient: string;
  readonly isOwed: boolean;
  /** Whether the reader has proved to have the address. */
  readonly isProved: boolean;
}

/** How many mails of a type an address got within the last hour. */
export interface RecentMails {
  readonly recipient: string;
  readonly type: NotificationType;
  readonly count: number;
}

/** Which of some new mails are held back, by their indices, after those that their mailboxes got within the last hour. */
export function mailsToHoldBack(
  mails: readonly BudgetedMail[],
  recent: readonly RecentMails[],
): ReadonlySet<number> {
  const sent = new Map<string, number>();
  const count = (mail: Pick<RecentMails, 'recipient' | 'type'>, by: number) => {
    for (const budget of budgetsUsedBy(mail)) sent.set(budget, (sent.get(budget) ?? 0) + by);
  };
  for (const mail of recent) count(mail, mail.count);
  const held = new Set<number>();
  for (const [index, mail] of mails.entries()) {
    const most = askedFor.has(mail.type) ? maxAskedPerHour : maxMailsPerHour;
    if (mail.isOwed || (sent.get(budgetOf(mail)) ?? 0) < most) count(mail, 1);
    else held.add(index);
  }
  return held;
}

/**
 * What a mail is counted by. A proved address has a budget of its own for what is asked for: accounts that strangers make with
 * something behind a `+` have no part in it.
 */
function budgetOf({ type, recipient, isProved }: BudgetedMail): string {
  if (!askedFor.has(type)) return mailboxOf(recipient);
  return isProved ? `${type} to ${recipient}` : `${type} in ${mailboxOf(recipient)}`;
}

function budgetsUsedBy({ type, recipient }: Pick<RecentMails, 'recipient' | 'type'>): string[] {
  if (!askedFor.has(type)) return [mailboxOf(recipient)];
  return [`${type} to ${recipient}`, `${type} in ${mailboxOf(recipient)}`];
}
