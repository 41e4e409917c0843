import type { NotificationType } from '../../announcing/door.ts';

/** What the mails say, by language; `{{…}}` is filled from the content. */
export interface Wording {
  readonly subject: Readonly<Record<NotificationType, string>>;
  readonly intro: Readonly<Record<NotificationType, string>>;
  readonly labels: Readonly<
    Record<'subtotal' | 'discount' | 'shipping' | 'tax' | 'total' | 'sentTo', string>
  >;
}

const english: Wording = {
  subject: {
    ORDER_CONFIRMED: 'Your order {{number}} is confirmed',
    ORDER_CANCELLED: 'Your order {{number}} was cancelled',
    CUSTOMER_WELCOME: 'Welcome, {{firstName}}',
  },
  intro: {
    ORDER_CONFIRMED: 'Hello {{firstName}}, thank you for your order {{number}}. It is paid and confirmed.',
    ORDER_CANCELLED:
      'Hello {{firstName}}, your order {{number}} was cancelled: {{reason}} You are not charged for it, and what was already paid is refunded.',
    CUSTOMER_WELCOME: 'Hello {{firstName}}, your account is ready.',
  },
  labels: {
    subtotal: 'Subtotal',
    discount: 'Discount',
    shipping: 'Shipping',
    tax: 'Tax included',
    total: 'Total',
    sentTo: 'Goes to',
  },
};

const german: Wording = {
  subject: {
    ORDER_CONFIRMED: 'Ihre Bestellung {{number}} ist bestätigt',
    ORDER_CANCELLED: 'Ihre Bestellung {{number}} wurde storniert',
    CUSTOMER_WELCOME: 'Willkommen, {{firstName}}',
  },
  intro: {
    ORDER_CONFIRMED:
      'Guten Tag {{firstName}}, vielen Dank für Ihre Bestellung {{number}}. Sie ist bezahlt und bestätigt.',
    ORDER_CANCELLED:
      'Guten Tag {{firstName}}, Ihre Bestellung {{number}} wurde storniert: {{reason}} Es wird nichts berechnet, und was schon bezahlt ist, wird erstattet.',
    CUSTOMER_WELCOME: 'Guten Tag {{firstName}}, Ihr Konto ist eingerichtet.',
  },
  labels: {
    subtotal: 'Zwischensumme',
    discount: 'Rabatt',
    shipping: 'Versand',
    tax: 'Enthaltene Steuer',
    total: 'Gesamt',
    sentTo: 'Lieferung an',
  },
};

/** The wording for a BCP 47 tag; English where there is no other. */
export function wordingFor(locale: string): Wording {
  return locale.toLowerCase().split('-')[0] === 'de' ? german : english;
}
