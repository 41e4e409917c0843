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
    ORDER_SHIPPED: 'Your order {{number}} is on its way',
    ORDER_DELIVERED: 'Your order {{number}} has arrived',
    ORDER_CANCELLED: 'Your order {{number}} was cancelled',
    ORDER_ACCESS_LINK: 'Your order {{number}}',
    CUSTOMER_WELCOME: 'Welcome, {{firstName}}',
  },
  intro: {
    ORDER_CONFIRMED: 'Hello {{firstName}}, thank you for your order {{number}}. It is paid and confirmed.',
    ORDER_SHIPPED:
      'Hello {{firstName}}, a parcel of your order {{number}} is on its way with {{carrier}}{{#if trackingNumber}}, tracking number {{trackingNumber}}{{/if}}.',
    ORDER_DELIVERED: 'Hello {{firstName}}, a parcel of your order {{number}} has arrived.',
    ORDER_ACCESS_LINK:
      'Somebody asked to see the order {{number}}. If it was you, this opens it: {{token}} If not, there is nothing to do.',
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
    ORDER_SHIPPED: 'Ihre Bestellung {{number}} ist unterwegs',
    ORDER_DELIVERED: 'Ihre Bestellung {{number}} ist angekommen',
    ORDER_CANCELLED: 'Ihre Bestellung {{number}} wurde storniert',
    ORDER_ACCESS_LINK: 'Ihre Bestellung {{number}}',
    CUSTOMER_WELCOME: 'Willkommen, {{firstName}}',
  },
  intro: {
    ORDER_CONFIRMED:
      'Guten Tag {{firstName}}, vielen Dank für Ihre Bestellung {{number}}. Sie ist bezahlt und bestätigt.',
    ORDER_SHIPPED:
      'Guten Tag {{firstName}}, ein Paket Ihrer Bestellung {{number}} ist unterwegs mit {{carrier}}{{#if trackingNumber}}, Sendungsnummer {{trackingNumber}}{{/if}}.',
    ORDER_DELIVERED: 'Guten Tag {{firstName}}, ein Paket Ihrer Bestellung {{number}} ist angekommen.',
    ORDER_ACCESS_LINK:
      'Jemand möchte die Bestellung {{number}} sehen. Wenn Sie es waren, öffnet dies sie: {{token}} Wenn nicht, ist nichts zu tun.',
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
