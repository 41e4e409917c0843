import type { Announcement } from '../../announcing/door.ts';

/** An alert whose mail is written. */
export interface MailedAlert {
  readonly id: string;
  readonly kind: 'STOCK' | 'PRICE';
  readonly userId: string;
  readonly locale: string;
  readonly variantId: string;
  readonly currency: string | null;
}

/** What its variant is called and costs, and what its page is found by. */
export interface MailedOffer {
  readonly title: string;
  readonly variantTitle: string;
  readonly slug: string | null;
  readonly prices: readonly { readonly currency: string; readonly amountMinor: number }[];
}

/** Tells somebody what they waited for. */
export function alertMail(alert: MailedAlert, offer: MailedOffer, recipient: string): Announcement {
  const price = offer.prices.find(({ currency }) => currency === alert.currency);
  return {
    ...about(alert, recipient),
    type: alert.kind === 'STOCK' ? 'STOCK_ALERT' : 'PRICE_ALERT',
    contentIn: ({ money }) => ({
      ...named(offer),
      price: price === undefined ? '' : money(price.amountMinor, price.currency),
    }),
    // It was asked for, once, and the address is proved: how many there can be is bounded where it is asked for.
    isOwed: true,
  };
}

/** Asks whoever has a mailbox whether they want the alert. */
export function confirmationMail(
  alert: MailedAlert,
  offer: MailedOffer,
  {
    recipient,
    token,
    expiresAt,
  }: { readonly recipient: string; readonly token: string; readonly expiresAt: Date },
): Announcement {
  return {
    ...about(alert, recipient),
    type: 'ALERT_CONFIRMATION_LINK',
    sentences: [alert.kind === 'STOCK' ? 'ALERT_ON_STOCK' : 'ALERT_ON_PRICE'],
    contentIn: ({ moment }) => ({ ...named(offer), token, expiresAt: moment(expiresAt.toISOString()) }),
    isOwed: false,
  };
}

function about({ id, userId, locale, variantId }: MailedAlert, recipient: string) {
  const to = { businessId: id, userId, orderId: null, recipient, locale };
  return { ...to, variantIds: [variantId], sentences: [] };
}

function named({ title, variantTitle, slug }: MailedOffer) {
  return { item: variantTitle === '' ? title : `${title} (${variantTitle})`, slug };
}
