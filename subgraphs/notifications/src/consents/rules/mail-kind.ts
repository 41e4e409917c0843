/** What mails are about that can be switched off. */
export const mailKinds = ['STOCK_ALERTS', 'PRICE_ALERTS', 'NEWSLETTER', 'CART_REMINDER'] as const;

/** A kind of mails. */
export type MailKind = (typeof mailKinds)[number];

/** The latest that was said of a kind of mails to an address. */
export interface Said {
  readonly kind: MailKind;
  readonly isGiven: boolean;
}

/** Whether mails of a kind are sent: alerts unless they were switched off, since each was asked for; all else only with consent. */
export function isOn(kind: MailKind, said: Said | undefined): boolean {
  return said?.isGiven ?? (kind === 'STOCK_ALERTS' || kind === 'PRICE_ALERTS');
}
