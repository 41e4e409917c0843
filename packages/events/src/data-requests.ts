import { z } from 'zod';
import { defineMessage } from './define-message.ts';
import { domains } from './domains.ts';
import { sampleCustomerId, sampleInstant, sampleOrderId } from './sample-values.ts';
import { id, instant } from './values.ts';

/** The domains that keep something of a person whom accounts knows: all but accounts. */
export const answeringDomains = domains.filter((domain) => domain !== 'accounts');

const sampleRequestId = '01990000-0000-7000-8000-00000000000d';

/**
 * A customer, or a guest, wants to have what the store keeps of them: each domain puts what it has into a part of its own, kept
 * until `expiresAt`, and says that it is there. Asked for once more, with the next `round`, a part is made anew. `guestIds` are the
 * guests who turned out to be this customer.
 */
export const dataExportRequested = defineMessage({
  type: 'accounts.data-export-requested.v1',
  source: 'accounts',
  kind: 'event',
  readers: answeringDomains,
  meaning: 'somebody wants to have what is kept of them',
  schema: z.object({
    requestId: id,
    round: z.int().positive(),
    customerId: id,
    guestIds: z.array(id),
    expiresAt: instant,
  }),
  key: (data) => data.customerId,
  businessId: (data) => `${data.requestId}:${String(data.round)}`,
  samples: [
    {
      requestId: sampleRequestId,
      round: 1,
      customerId: sampleCustomerId,
      guestIds: [sampleOrderId],
      expiresAt: sampleInstant,
    },
  ],
});

/**
 * All domains have done what somebody asked for: their export can be read until `expiresAt`, or nothing is left of them (null). It is
 * the last message with their address.
 */
export const dataRequestCompleted = defineMessage({
  type: 'accounts.data-request-completed.v1',
  source: 'accounts',
  kind: 'event',
  readers: ['notifications'],
  meaning: 'an export can be read, or nothing is left of a person, and they are to be told by mail',
  schema: z.object({
    requestId: id,
    kind: z.enum(['EXPORT', 'ERASURE']),
    customerId: id,
    email: z.string(),
    locale: z.string(),
    expiresAt: instant.nullable(),
  }),
  key: (data) => data.customerId,
  businessId: (data) => data.requestId,
  samples: [
    {
      requestId: sampleRequestId,
      kind: 'EXPORT',
      customerId: sampleCustomerId,
      email: 'shopper@example.com',
      locale: 'en',
      expiresAt: sampleInstant,
    },
  ],
});
