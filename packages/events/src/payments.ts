import { z } from 'zod';
import { defineMessage } from './define-message.ts';
import {
  sampleCustomerId,
  sampleInstant,
  sampleOrderId,
  samplePaymentId,
  sampleReducedOrder,
} from './sample-values.ts';
import { amountMinor, buyerSignalsSchema, currency, id, instant, receiptPriceSchema } from './values.ts';

const payment = z.object({ orderId: id, paymentId: id });
const byPayment = {
  key: (data: { orderId: string }) => data.orderId,
  businessId: (data: { paymentId: string }) => data.paymentId,
};
const ids = { orderId: sampleOrderId, paymentId: samplePaymentId };

/** Asks payments to set the order's total aside on the buyer's payment method. */
export const paymentAuthorize = defineMessage({
  type: 'payments.authorize.v1',
  source: 'orders',
  kind: 'command',
  readers: ['payments'],
  meaning: 'command: reserve the money',
  schema: payment.extend({
    orderNumber: z.string(),
    customerId: id,
    email: z.string(),
    amountMinor,
    taxMinor: amountMinor,
    currency,
    paymentMethodToken: z.string(),
    /** Where the buyer is led after confirming at the bank: checked by orders; null for nowhere. */
    returnUrl: z.string().nullable().default(null),
    /** When orders gives the payment up; null when that is not known. */
    payUntil: instant.nullable().default(null),
    /** What risk is judged by, beside what is said above; null when orders did not say. */
    signals: buyerSignalsSchema.nullable().default(null),
    /** What the amount is made of, for its receipt; null when orders did not say. */
    price: receiptPriceSchema.nullable().default(null),
  }),
  ...byPayment,
  samples: [
    {
      ...ids,
      orderNumber: 'CW-100001',
      customerId: sampleCustomerId,
      email: 'shopper@example.com',
      amountMinor: 10290,
      taxMinor: 1643,
      currency: 'EUR',
      paymentMethodToken: 'sim_ok',
    },
    {
      ...ids,
      orderNumber: 'CW-100001',
      customerId: sampleCustomerId,
      email: 'shopper@example.com',
      amountMinor: 10290,
      taxMinor: 1643,
      currency: 'EUR',
      paymentMethodToken: 'sim_action_required',
      returnUrl: 'https://shop.example.com/checkout/return',
      payUntil: sampleInstant,
    },
    {
      ...ids,
      orderNumber: 'CW-100001',
      customerId: sampleCustomerId,
      email: 'shopper@example.com',
      amountMinor: 10290,
      taxMinor: 1643,
      currency: 'EUR',
      paymentMethodToken: 'sim_ok',
      signals: { email: 'a1', addresses: ['b2', 'c3'], network: 'd4', device: null },
    },
    {
      ...ids,
      orderNumber: 'CW-100001',
      customerId: sampleCustomerId,
      email: 'shopper@example.com',
      amountMinor: sampleReducedOrder.totalMinor,
      taxMinor: sampleReducedOrder.taxMinor,
      currency: 'EUR',
      paymentMethodToken: 'sim_ok',
      price: receiptPriceSchema.parse(sampleReducedOrder),
    },
  ],
});

/** Asks payments to take what was authorised. */
export const paymentCapture = defineMessage({
  type: 'payments.capture.v1',
  source: 'orders',
  kind: 'command',
  readers: ['payments'],
  meaning: 'command: take the money',
  schema: payment.extend({
    amountMinor,
    /** Whether staff have approved it; payments takes nothing that was to be reviewed and was not. */
    isReviewed: z.boolean().default(false),
  }),
  ...byPayment,
  samples: [
    { ...ids, amountMinor: 10290 },
    { ...ids, amountMinor: 10290, isReviewed: true },
  ],
});

/**
 * Asks payments to undo the whole payment, whatever its state: void what is authorised, refund what is captured, and do
 * the same to anything that succeeds later.
 */
export const paymentCancel = defineMessage({
  type: 'payments.cancel.v1',
  source: 'orders',
  kind: 'command',
  readers: ['payments'],
  meaning: 'command: undo the payment, whatever its state',
  schema: payment.extend({ reason: z.string() }),
  ...byPayment,
  samples: [{ ...ids, reason: 'customer cancelled' }],
});

/** The amount is set aside; nothing is taken yet. */
export const paymentAuthorized = defineMessage({
  type: 'payments.authorized.v1',
  source: 'payments',
  kind: 'event',
  readers: ['orders'],
  meaning: 'the money is reserved',
  schema: payment.extend({ amountMinor, currency }),
  ...byPayment,
  samples: [{ ...ids, amountMinor: 10290, currency: 'EUR' }],
});

/**
 * The amount is set aside, and is not to be taken before a person has looked at it. It is sent in place of
 * `payments.authorized`, and only orders decides what becomes of it.
 */
export const paymentReviewRequired = defineMessage({
  type: 'payments.review-required.v1',
  source: 'payments',
  kind: 'event',
  readers: ['orders', 'notifications'],
  meaning: 'the money is reserved, and a person has to look',
  forMerchants: (data) => ({
    orderId: data.orderId,
    paymentId: data.paymentId,
    amountMinor: data.amountMinor,
    currency: data.currency,
  }),
  schema: payment.extend({
    amountMinor,
    currency,
    /** Codes of the rules that asked for it: `AMOUNT_HIGH`. For staff alone. */
    reasons: z.array(z.string()).min(1),
    /** When the provider lets go of what is set aside; null when it did not say. */
    authorizedUntil: instant.nullable(),
  }),
  ...byPayment,
  samples: [
    {
      ...ids,
      amountMinor: 990_000,
      currency: 'EUR',
      reasons: ['AMOUNT_HIGH'],
      authorizedUntil: sampleInstant,
    },
  ],
});

/** The provider refused; `code` is the provider's, `reason` may be shown to the buyer. */
export const paymentDeclined = defineMessage({
  type: 'payments.declined.v1',
  source: 'payments',
  kind: 'event',
  readers: ['orders', 'notifications'],
  meaning: 'the provider declined',
  forMerchants: ({ orderId, paymentId, code, retry }) => ({ orderId, paymentId, code, retry }),
  schema: payment.extend({
    code: z.string(),
    reason: z.string(),
    /** Which other payment of the same order may succeed. */
    retry: z.enum(['ANY_METHOD', 'OTHER_METHOD', 'NONE']).default('ANY_METHOD'),
  }),
  ...byPayment,
  samples: [
    { ...ids, code: 'card_declined', reason: 'The card was declined.' },
    { ...ids, code: 'card_declined', reason: 'The card was declined.', retry: 'OTHER_METHOD' },
  ],
});

/** The buyer must confirm at `redirectUrl` before the payment can go on. */
export const paymentActionRequired = defineMessage({
  type: 'payments.action-required.v1',
  source: 'payments',
  kind: 'event',
  readers: ['orders'],
  meaning: 'the buyer has to confirm the payment',
  schema: payment.extend({ redirectUrl: z.url() }),
  ...byPayment,
  samples: [{ ...ids, redirectUrl: 'http://localhost:4007/actions/1' }],
});

/** The money is taken. */
export const paymentCaptured = defineMessage({
  type: 'payments.captured.v1',
  source: 'payments',
  kind: 'event',
  readers: ['orders'],
  meaning: 'the money is taken',
  schema: payment.extend({ amountMinor, currency }),
  ...byPayment,
  samples: [{ ...ids, amountMinor: 10290, currency: 'EUR' }],
});

/** The provider refused to take what it had authorised; nothing is taken. */
export const paymentCaptureFailed = defineMessage({
  type: 'payments.capture-failed.v1',
  source: 'payments',
  kind: 'event',
  readers: ['orders', 'notifications'],
  meaning: 'the money could not be taken',
  forMerchants: ({ orderId, paymentId, code }) => ({ orderId, paymentId, code }),
  schema: payment.extend({ code: z.string(), reason: z.string() }),
  ...byPayment,
  samples: [{ ...ids, code: 'authorization_expired', reason: 'The authorisation had expired.' }],
});

/** The payment is undone: nothing is set aside or kept. */
export const paymentCancelled = defineMessage({
  type: 'payments.cancelled.v1',
  source: 'payments',
  kind: 'event',
  readers: ['orders', 'notifications'],
  meaning: 'the payment is voided or refunded',
  forMerchants: (data) => data,
  schema: payment.extend({ outcome: z.enum(['voided', 'refunded', 'nothing-to-undo']) }),
  ...byPayment,
  samples: [{ ...ids, outcome: 'voided' }],
});

/**
 * What can be paid with from now on, in place of what was offered before. It is announced again and again, by every replica;
 * the newest one counts.
 */
export const paymentMethodsOffered = defineMessage({
  type: 'payments.methods-offered.v1',
  source: 'payments',
  kind: 'event',
  readers: ['orders'],
  meaning: 'what can be paid with',
  schema: z.object({
    offeredAt: instant,
    /** The tokens that are taken; one that ends in `*` stands for all that begin so. */
    tokenForms: z.array(z.string().regex(/^[\w.-]+\*?$/)),
  }),
  key: () => 'store',
  businessId: (data) => data.offeredAt,
  samples: [
    { offeredAt: sampleInstant, tokenForms: ['sim_ok', 'sim_declined'] },
    { offeredAt: sampleInstant, tokenForms: ['pm_*'] },
  ],
});
