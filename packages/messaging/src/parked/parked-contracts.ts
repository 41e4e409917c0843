import { defineMessage, domains, type Domain, type MessageContract } from '@cartwright/events';
import { z } from 'zod';

const parkedId = '0197e6a0-0000-7000-8000-000000000001';
const requestId = '0197e6a0-0000-7000-8000-000000000003';

const request = z.object({
  /** Which domain keeps the message. */
  domain: z.enum(domains),
  parkedMessageId: z.uuid(),
  /** One per request, so that a message may be tried again as often as staff wish. */
  requestId: z.uuid(),
});
const byRequest = {
  key: (data: { parkedMessageId: string }) => data.parkedMessageId,
  businessId: (data: { requestId: string }) => data.requestId,
};

/** Staff ask the domain that keeps a parked message to handle it again. */
export const parkedMessageReplay = defineMessage({
  type: 'messaging.replay-parked.v1',
  source: 'orders',
  kind: 'command',
  schema: request,
  ...byRequest,
  samples: [{ domain: 'products', parkedMessageId: parkedId, requestId }],
});

/** Staff ask the domain that keeps a parked message to close it without handling it. */
export const parkedMessageDiscard = defineMessage({
  type: 'messaging.discard-parked.v1',
  source: 'orders',
  kind: 'command',
  schema: request.extend({ reason: z.string() }),
  ...byRequest,
  samples: [{ domain: 'products', parkedMessageId: parkedId, requestId, reason: 'sent by mistake' }],
});

const resolvedSchema = z.object({
  parkedMessageId: z.uuid(),
  requestId: z.uuid(),
  /** `failed`: it stays parked. `unknown`: the domain keeps no such message. */
  outcome: z.enum(['replayed', 'discarded', 'failed', 'unknown']),
  /** Why it failed again or was discarded. */
  reason: z.string().nullable(),
});

/** The data of `messaging.parked-resolved.v1`. */
export type ParkedMessageResolved = z.infer<typeof resolvedSchema>;

/** What became of staff's request: each domain says so on its own stream. */
export function parkedMessageResolved(domain: Domain): MessageContract<ParkedMessageResolved> {
  return defineMessage({
    type: 'messaging.parked-resolved.v1',
    source: domain,
    kind: 'event',
    schema: resolvedSchema,
    ...byRequest,
    samples: [
      { parkedMessageId: parkedId, requestId, outcome: 'replayed', reason: null },
      { parkedMessageId: parkedId, requestId, outcome: 'failed', reason: 'There is no such order' },
    ],
  });
}
