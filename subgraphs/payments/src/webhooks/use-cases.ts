import type { Statements } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import { recordFact, type ChargingDependencies } from '../charging/door.ts';
import type { Tables } from '../generated/tables.ts';
import type { WebhookEvent } from '../provider/door.ts';
import type { EventsWithin } from './ports.ts';
import { deleteEvents } from './repository.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** How long an event is remembered: much longer than a provider repeats it, and than its signature is taken. */
const rememberedMs = 30 * dayMs;

/** What the use cases of webhooks are given. */
export interface Dependencies extends ChargingDependencies {
  readonly eventsWithin: EventsWithin;
}

/** Applies what the provider reports, once per event; an event about no payment of ours is only stored. */
export function applyWebhook(dependencies: Dependencies, event: WebhookEvent): Promise<void> {
  const { transact, eventsWithin } = dependencies;
  return transact(async (tx, send) => {
    const isNew = await eventsWithin(tx).claimEvent(event);
    const { reference: paymentId, fact } = event;
    if (!isNew || fact === null || !isId(paymentId)) return;
    await recordFact(dependencies, { paymentId, fact, made: null }, { tx, send });
  });
}

/** Forgets the provider's events of more than thirty days ago. */
export function forgetEvents(db: Statements<Tables>, now: Date): Promise<void> {
  return deleteEvents(db, new Date(now.getTime() - rememberedMs));
}
