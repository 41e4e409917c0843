import { z } from 'zod';
import { defineMessage } from './define-message.ts';
import { sampleCustomerId, sampleInstant } from './sample-values.ts';
import { id, instant } from './values.ts';

/**
 * A customer as they are now: their account was made, or something of it has changed. `version` rises with each change, so that
 * an older message never overwrites a newer one. `replacedId` names the account that was closed because whoever made it had
 * never proved that `email` is theirs, while this customer has.
 */
export const userUpdated = defineMessage({
  type: 'accounts.user-updated.v1',
  source: 'accounts',
  kind: 'event',
  readers: ['products', 'carts', 'orders', 'notifications'],
  meaning: 'a customer as they are now',
  schema: z.object({
    customerId: id,
    version: z.int().positive(),
    /** In the one form in which addresses are stored and compared. */
    email: z.string(),
    /** Whether the customer has proved that the address is theirs. */
    isEmailVerified: z.boolean(),
    /** Empty where the customer has not told a name. */
    firstName: z.string(),
    /** BCP 47. */
    locale: z.string(),
    /** The customer groups that staff have put the customer into. */
    groupIds: z.array(id),
    company: z.string().nullable(),
    /** With its country's prefix: `DE136695976`. */
    vatId: z.string().nullable(),
    replacedId: id.optional(),
  }),
  key: (data) => data.customerId,
  businessId: (data) => `${data.customerId}:${String(data.version)}`,
  samples: [
    {
      customerId: sampleCustomerId,
      version: 2,
      email: 'shopper@example.com',
      isEmailVerified: true,
      firstName: 'Sam',
      locale: 'de-AT',
      groupIds: ['01990000-0000-7000-8000-00000000000b'],
      company: 'Stools & Sons',
      vatId: 'DE136695976',
      replacedId: '01990000-0000-7000-8000-00000000000c',
    },
  ],
});

/**
 * A customer's account is gone for good: nobody signs in with it any more, and its id is never given out again. Who keeps
 * something of the customer's person removes it, or keeps it without the person where the law asks for it, and answers with
 * `requestId`, where there is one. `guestIds` are the guests who turned out to be this customer. Said once more, with the next
 * `round`, to those who have not answered.
 */
export const userDeleted = defineMessage({
  type: 'accounts.user-deleted.v1',
  source: 'accounts',
  kind: 'event',
  readers: ['products', 'carts', 'orders', 'payments', 'notifications'],
  meaning: 'an account is gone for good',
  schema: z.object({
    customerId: id,
    deletedAt: instant,
    requestId: id.optional(),
    round: z.int().positive().optional(),
    guestIds: z.array(id).optional(),
  }),
  key: (data) => data.customerId,
  businessId: ({ customerId, round = 1 }) => (round === 1 ? customerId : `${customerId}:${String(round)}`),
  samples: [
    { customerId: sampleCustomerId, deletedAt: sampleInstant },
    {
      customerId: sampleCustomerId,
      deletedAt: sampleInstant,
      requestId: '01990000-0000-7000-8000-00000000000d',
      round: 2,
      guestIds: [sampleCustomerId],
    },
  ],
});

/**
 * `token`, mailed to `email`, does what `purpose` says until `expiresAt`: it
 * proves that the address is the customer's, makes it the account's address, or makes it so again after it was replaced.
 */
export const emailLinkRequested = defineMessage({
  type: 'accounts.email-link-requested.v1',
  source: 'accounts',
  kind: 'event',
  readers: ['notifications'],
  meaning: 'a link that confirms an address, or takes a change of it back, is to be mailed',
  secrets: ['token'],
  schema: z.object({
    requestId: id,
    customerId: id,
    purpose: z.enum(['verify', 'change', 'undo']),
    email: z.string(),
    locale: z.string(),
    token: z.string(),
    expiresAt: instant,
  }),
  key: (data) => data.customerId,
  businessId: (data) => data.requestId,
  samples: [
    {
      requestId: '01990000-0000-7000-8000-00000000000d',
      customerId: sampleCustomerId,
      purpose: 'verify',
      email: 'shopper@example.com',
      locale: 'en',
      token: 'bm90IGEgcmVhbCB0b2tlbiwgb25seSBhIHNhbXBsZQ',
      expiresAt: sampleInstant,
    },
  ],
});

/**
 * A file of customers says whether its sender may write newsletters to somebody. The claim of whoever sent the file, not what the customer said: `source`
 * says where it came from.
 */
export const consentClaimed = defineMessage({
  type: 'accounts.consent-claimed.v1',
  source: 'accounts',
  kind: 'event',
  readers: ['notifications'],
  meaning: 'a file says whether somebody has consented to mails',
  schema: z.object({
    claimId: id,
    customerId: id,
    /** In the one form in which addresses are stored and compared. */
    email: z.string(),
    newsletter: z.boolean(),
    source: z.literal('FILE'),
    claimedAt: instant,
  }),
  key: (data) => data.customerId,
  businessId: (data) => data.claimId,
  samples: [
    {
      claimId: '01990000-0000-7000-8000-00000000000e',
      customerId: sampleCustomerId,
      email: 'shopper@example.com',
      newsletter: true,
      source: 'FILE',
      claimedAt: sampleInstant,
    },
  ],
});

/**
 * Who registered has asked for the newsletter. Not yet a consent: that is one once the address is proved to be theirs, by which its owner has
 * agreed.
 */
export const newsletterAskedAtRegistration = defineMessage({
  type: 'accounts.newsletter-asked.v1',
  source: 'accounts',
  kind: 'event',
  readers: ['notifications'],
  meaning: 'somebody who registered would like the newsletter',
  schema: z.object({
    customerId: id,
    /** In the one form in which addresses are stored and compared. */
    email: z.string(),
    askedAt: instant,
  }),
  key: (data) => data.customerId,
  businessId: (data) => data.customerId,
  samples: [{ customerId: sampleCustomerId, email: 'shopper@example.com', askedAt: sampleInstant }],
});
