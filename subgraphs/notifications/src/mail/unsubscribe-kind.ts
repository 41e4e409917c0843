import type { NotificationType } from '../announcing/door.ts';
import type { MailKind } from '../consents/door.ts';

/** What a mail's reader unsubscribes from: one kind, null for all, undefined for mails about an order or the account, which have no link. */
export function unsubscribeKind(type: NotificationType): MailKind | null | undefined {
  switch (type) {
    case 'STOCK_ALERT':
      return 'STOCK_ALERTS';
    case 'PRICE_ALERT':
      return 'PRICE_ALERTS';
    case 'CART_REMINDER':
      return 'CART_REMINDER';
    case 'ALERT_CONFIRMATION_LINK':
    case 'NEWSLETTER_CONFIRMATION_LINK':
      return null;
    default:
      return undefined;
  }
}
