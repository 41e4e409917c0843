import { z } from 'zod';
import { defineMessage } from './define-message.ts';
import { sampleCustomerId, sampleOrderId } from './sample-values.ts';
import { id } from './values.ts';

/** A customer account was made. */
export const customerRegistered = defineMessage({
  type: 'accounts.customer-registered.v1',
  source: 'accounts',
  kind: 'event',
  readers: ['products', 'notifications'],
  meaning: 'a new account',
  schema: z.object({ customerId: id, email: z.string(), firstName: z.string(), locale: z.string() }),
  key: (data) => data.customerId,
  businessId: (data) => data.customerId,
  samples: [{ customerId: sampleCustomerId, email: 'shopper@example.com', firstName: 'Sam', locale: 'en' }],
});

/** A guest turned out to be this customer: what the guest owned is the customer's from now on. */
export const guestClaimed = defineMessage({
  type: 'accounts.guest-claimed.v1',
  source: 'accounts',
  kind: 'event',
  readers: ['carts', 'orders', 'payments', 'notifications'],
  meaning: 'a guest turned out to be this customer',
  schema: z.object({ guestId: id, customerId: id }),
  key: (data) => data.customerId,
  businessId: (data) => data.guestId,
  samples: [{ guestId: sampleOrderId, customerId: sampleCustomerId }],
});
