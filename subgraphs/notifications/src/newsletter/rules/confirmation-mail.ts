import type { Announcement } from '../../announcing/door.ts';

const hourMs = 60 * 60_000;

/** For how long the link of a mail works. */
export const linkMs = 48 * hourMs;

/** For how long who registered can confirm the account's address and so agree. */
export const registrationMs = 30 * 24 * hourMs;

/** Who is asked whether they would like the newsletter, and by which link. */
export interface Asked {
  readonly id: string;
  readonly userId: string;
  readonly email: string;
  /** BCP 47. */
  readonly locale: string;
  readonly token: string;
  readonly expiresAt: Date;
}

/** Asks whoever has a mailbox whether they would like the newsletter. It is bounded for each mailbox: anybody can type an address. */
export function confirmationMail({ id, userId, email, locale, token, expiresAt }: Asked): Announcement {
  return {
    ...{ businessId: id, type: 'NEWSLETTER_CONFIRMATION_LINK', userId, orderId: null },
    ...{ recipient: email, locale, variantIds: [], sentences: [] },
    contentIn: ({ moment }) => ({ token, expiresAt: moment(expiresAt.toISOString()) }),
    isOwed: false,
  };
}
