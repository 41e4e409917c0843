import type { Statements } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import { gather } from '@cartwright/database';
import { recordFacts, settle, type ChargingDependencies, type Told } from '../charging/door.ts';
import type { Tables } from '../generated/tables.ts';
import type { WebhookEvent } from '../provider/door.ts';
import type { EventLog, EventsWithin } from './ports.ts';
import { deleteEvents } from './repository.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** How long an event is remembered: much longer than a provider repeats it, and than its signature is taken. */
const rememberedMs = 30 * dayMs;

/** How many events one transaction takes. */
const batchSize = 64;

/** What the use cases of webhooks are given. */
export interface Dependencies extends ChargingDependencies {
  readonly events: EventLog;
  readonly eventsWithin: EventsWithin;
}

/** Takes an event of the provider: once it resolves, what the event says is stored. */
export type TakeEvent = (event: WebhookEvent) => Promise<void>;

/**
 * Takes what the provider reports, once per event and several together: what comes while some are stored is stored next. What is
 * known already, as most of it is, and what is about no payment of ours is only stored.
 */
export function eventTaker(dependencies: Dependencies): TakeEvent {
  return gather({
    limit: batchSize,
    soon: queueMicrotask,
    keyOf: ({ reference }: WebhookEvent) => reference,
    run: async (events: readonly WebhookEvent[]) => {
      const news = await newsIn(dependencies, events);
      await dependencies.events.claimEvents(events.filter((event) => !news.has(event)));
      if (news.size > 0) await applyEvents(dependencies, news);
      return events.map(() => undefined);
    },
  });
}

/** The events that would change a payment, with what they tell of it. */
async function newsIn(
  { queue, now }: Dependencies,
  events: readonly WebhookEvent[],
): Promise<Map<WebhookEvent, Told>> {
  const told = events.flatMap((event) => {
    const { reference: paymentId, fact } = event;
    return fact !== null && isId(paymentId) ? [[event, { paymentId, news: fact, made: null }] as const] : [];
  });
  if (told.length === 0) return new Map();
  const found = await queue.findPayments(told.map(([, { paymentId }]) => paymentId));
  const byId = new Map(found.map((payment) => [payment.id, payment]));
  return new Map(
    told.filter(([, { paymentId, ...learnt }]) => {
      const payment = byId.get(paymentId);
      return payment !== undefined && settle(payment, learnt, now()) !== undefined;
    }),
  );
}

function applyEvents(dependencies: Dependencies, news: ReadonlyMap<WebhookEvent, Told>): Promise<unknown> {
  const { transact, eventsWithin } = dependencies;
  return transact(async (tx, send) => {
    const claimed = await eventsWithin(tx).claimEvents([...news.keys()]);
    const fresh = [...news].filter(([{ id }]) => claimed.has(id)).map(([, told]) => told);
    await recordFacts(dependencies, fresh, { tx, send });
  });
}

/** Forgets the provider's events of more than thirty days ago. */
export function forgetEvents(db: Statements<Tables>, now: Date): Promise<void> {
  return deleteEvents(db, new Date(now.getTime() - rememberedMs));
}
