import type { MailKind } from '../../consents/door.ts';

/** What kind of mails an alert is told by. */
export function mailKindOf(kind: 'STOCK' | 'PRICE'): MailKind {
  return kind === 'STOCK' ? 'STOCK_ALERTS' : 'PRICE_ALERTS';
}
