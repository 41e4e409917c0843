import { defineMessage, type Domain, type MessageContract } from '@cartwright/events';
import { z } from 'zod';

const messageParkedSchema = z.object({
  parkedMessageId: z.uuid(),
  consumer: z.string(),
  messageType: z.string(),
  businessId: z.string(),
  reason: z.string(),
  attempts: z.int().positive(),
});

/** The data of `messaging.message-parked.v1`. */
export type MessageParked = z.infer<typeof messageParkedSchema>;

/** A message could not be handled and waits for staff; each domain publishes this on its own stream. */
export function messageParked(domain: Domain): MessageContract<MessageParked> {
  return defineMessage({
    type: 'messaging.message-parked.v1',
    source: domain,
    kind: 'event',
    readers: ['orders'],
    meaning: 'a message waits for staff',
    schema: messageParkedSchema,
    key: (data) => data.parkedMessageId,
    businessId: (data) => data.parkedMessageId,
    samples: [
      {
        parkedMessageId: '0197e6a0-0000-7000-8000-000000000001',
        consumer: 'products-orders-inventory',
        messageType: 'inventory.reserve.v1',
        businessId: '0197e6a0-0000-7000-8000-000000000002',
        reason: 'The data does not fit inventory.reserve.v1',
        attempts: 1,
      },
    ],
  });
}
