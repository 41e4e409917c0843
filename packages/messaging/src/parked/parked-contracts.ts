import { defineMessage, domains, type Domain, type MessageContract } from '@cartwright/events';
import { z } from 'zod';
import { messageParked } from './message-parked.ts';

const parkedId = '0197e6a0-0000-7000-8000-000000000001';
const requestId = '0197e6a0-0000-7000-8000-000000000003';

const request = z.object({
  /** Which domain keeps the message. */
  domain: z.enum(domains),
  parkedMessageId: z.uuid(),
  /** One per request, so that staff may replay a message as often as they wish. */
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
  readers: domains,
  meaning: 'command: handle it again',
  schema: request,
  ...byRequest,
  samples: [{ domain: 'products', parkedMessageId: parkedId, requestId }],
});

/** Staff ask the domain that keeps a parked message to close it without handling it. */
export const parkedMessageDiscard = defineMessage({
  type: 'messaging.discard-parked.v1',
  source: 'orders',
  kind: 'command',
  readers: domains,
  meaning: 'command: close it',
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

/** The outcome of a request of staff; each domain publishes this on its own stream. */
export function parkedMessageResolved(domain: Domain): MessageContract<ParkedMessageResolved> {
  return defineMessage({
    type: 'messaging.parked-resolved.v1',
    source: domain,
    kind: 'event',
    readers: ['orders'],
    meaning: 'what became of it: replayed, discarded, failed again',
    schema: resolvedSchema,
    ...byRequest,
    samples: [
      { parkedMessageId: parkedId, requestId, outcome: 'replayed', reason: null },
      { parkedMessageId: parkedId, requestId, outcome: 'failed', reason: 'There is no such order' },
    ],
  });
}

/** Every message about parked messages, each once; those that all domains send are listed as sent by orders. */
export const parkedMessageContracts = [
  messageParked('orders'),
  parkedMessageResolved('orders'),
  parkedMessageReplay,
  parkedMessageDiscard,
] as const;

/** The messages about parked messages, those of each domain by itself: who may send and read them. */
export function parkedMessageContractsOf(
  all: readonly Domain[],
): readonly Pick<MessageContract, 'type' | 'source' | 'readers'>[] {
  const ofEach = all.flatMap((domain) => [messageParked(domain), parkedMessageResolved(domain)]);
  return [...ofEach, parkedMessageReplay, parkedMessageDiscard];
}
