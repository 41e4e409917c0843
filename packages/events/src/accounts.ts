import { z } from 'zod';
import { defineMessage } from './define-message.ts';
import { sampleCustomerId, sampleInstant, sampleOrderId } from './sample-values.ts';
import { id, instant } from './values.ts';

/**
 * A customer account was made. With `isAskedToConfirm` nobody is to be written to because of this message: the address is not proved, and
 * whoever registered themselves is welcomed by the mail that asks for the proof (`emailLinkRequested`). Whom a file brought in has it, too,
 * and is asked and welcomed by no mail.
 */
export const customerRegistered = defineMessage({
  type: 'accounts.customer-registered.v1',
  source: 'accounts',
  kind: 'event',
  readers: ['products', 'notifications'],
  forMerchants: ({ customerId }) => ({ customerId }),
  meaning: 'a new account',
  schema: z.object({
    customerId: id,
    email: z.string(),
    firstName: z.string(),
    locale: z.string(),
    isAskedToConfirm: z.boolean().optional(),
  }),
  key: (data) => data.customerId,
  businessId: (data) => data.customerId,
  samples: [
    { customerId: sampleCustomerId, email: 'shopper@example.com', firstName: 'Sam', locale: 'en' },
    {
      customerId: sampleCustomerId,
      email: 'shopper@example.com',
      firstName: 'Sam',
      locale: 'en',
      isAskedToConfirm: true,
    },
  ],
});

/**
 * A customer changed their name or the language of their mails. `version` rises with each change (a new account has 1), so
 * that an older message never overwrites a newer one. No longer sent since there is `userUpdated`; read where one is left.
 */
export const customerChanged = defineMessage({
  type: 'accounts.customer-changed.v1',
  source: 'accounts',
  kind: 'event',
  readers: ['notifications'],
  meaning: 'another name, or another language of mails',
  schema: z.object({
    customerId: id,
    version: z.int().positive(),
    firstName: z.string(),
    locale: z.string(),
  }),
  key: (data) => data.customerId,
  businessId: (data) => `${data.customerId}:${String(data.version)}`,
  samples: [{ customerId: sampleCustomerId, version: 2, firstName: 'Sam', locale: 'de-AT' }],
});

/**
 * Somebody who knows a customer's e-mail address asked for another password: `token`, mailed to that address, lets who reads
 * the mail choose one, once and until `expiresAt`.
 */
export const passwordResetRequested = defineMessage({
  type: 'accounts.password-reset-requested.v1',
  source: 'accounts',
  kind: 'event',
  readers: ['notifications'],
  meaning: 'a link that sets a new password is to be mailed',
  secrets: ['token'],
  schema: z.object({
    requestId: id,
    customerId: id,
    email: z.string(),
    locale: z.string(),
    token: z.string(),
    expiresAt: instant,
  }),
  key: (data) => data.customerId,
  businessId: (data) => data.requestId,
  samples: [
    {
      requestId: '01990000-0000-7000-8000-00000000000a',
      customerId: sampleCustomerId,
      email: 'shopper@example.com',
      locale: 'en',
      token: 'bm90IGEgcmVhbCB0b2tlbiwgb25seSBhIHNhbXBsZQ',
      expiresAt: sampleInstant,
    },
  ],
});

/**
 * Somebody was invited to work for the store: `token`, mailed to them, makes whoever reads the mail a member of the staff, once
 * and until `expiresAt`.
 */
export const staffInvited = defineMessage({
  type: 'accounts.staff-invited.v1',
  source: 'accounts',
  kind: 'event',
  readers: ['notifications'],
  meaning: 'a link that makes somebody a member of the staff is to be mailed',
  secrets: ['token'],
  schema: z.object({
    invitationId: id,
    email: z.string(),
    /** BCP 47: who invites reads it. */
    locale: z.string(),
    token: z.string(),
    expiresAt: instant,
  }),
  key: (data) => data.invitationId,
  businessId: (data) => data.invitationId,
  samples: [
    {
      invitationId: '01990000-0000-7000-8000-00000000000f',
      email: 'new.colleague@example.com',
      locale: 'en',
      token: 'bm90IGEgcmVhbCB0b2tlbiwgb25seSBhIHNhbXBsZQ',
      expiresAt: sampleInstant,
    },
  ],
});

/**
 * How a customer signs in has changed, by whoever was signed in as them: the customer is told by mail, in the shop's own words
 * alone.
 */
export const signInChanged = defineMessage({
  type: 'accounts.sign-in-changed.v1',
  source: 'accounts',
  kind: 'event',
  readers: ['notifications'],
  meaning: 'how a customer signs in has changed',
  schema: z.object({
    changeId: id,
    customerId: id,
    email: z.string(),
    locale: z.string(),
    change: z.enum([
      'TOTP_ADDED',
      'TOTP_REMOVED',
      'PASSKEY_ADDED',
      'PASSKEY_REMOVED',
      'RECOVERY_CODES_RENEWED',
      'IDENTITY_PROVIDER_LINKED',
      'IDENTITY_PROVIDER_UNLINKED',
    ]),
    changedAt: instant,
  }),
  key: (data) => data.customerId,
  businessId: (data) => data.changeId,
  samples: [
    {
      changeId: '01990000-0000-7000-8000-00000000000b',
      customerId: sampleCustomerId,
      email: 'shopper@example.com',
      locale: 'en',
      change: 'TOTP_ADDED',
      changedAt: sampleInstant,
    },
  ],
});

/** A guest turned out to be this customer: what the guest owned is the customer's from now on. */
export const guestClaimed = defineMessage({
  type: 'accounts.guest-claimed.v1',
  source: 'accounts',
  kind: 'event',
  readers: ['products', 'carts', 'orders', 'payments', 'notifications'],
  meaning: 'a guest turned out to be this customer',
  schema: z.object({ guestId: id, customerId: id }),
  key: (data) => data.customerId,
  businessId: (data) => data.guestId,
  samples: [{ guestId: sampleOrderId, customerId: sampleCustomerId }],
});
