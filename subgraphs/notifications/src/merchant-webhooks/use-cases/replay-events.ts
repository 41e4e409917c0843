import { readReason } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import { findEvents, readPosition } from '../../event-feed/door.ts';
import type { Tables } from '../../generated/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import { eventsFrom, findDeliveries, type EventToReplay } from '../repository/history.ts';
import { addDeliveries } from '../repository/queue.ts';
import type { WebhookRecord } from '../repository/webhooks.ts';
import type { OneWebhook } from './delete-webhook.ts';
import { changeWebhook, type Change, type WebhookNotFound } from './record-change.ts';

/** So many events are looked at with one request. */
const mostEvents = 1_000;

/** What is to be sent once more: all from a position on, or what one delivery was of. */
export interface ReplayEvents extends OneWebhook {
  readonly fromPosition?: string | null | undefined;
  readonly deliveryId?: string | null | undefined;
}

/** What came of it. */
export type ReplayEventsOutcome =
  | { readonly kind: 'queued'; readonly count: number; readonly nextPosition: number | null }
  | WebhookNotFound
  | InvalidInput;

type Replay = Pick<Extract<ReplayEventsOutcome, { kind: 'queued' }>, 'nextPosition'> & {
  readonly events: readonly Pick<EventToReplay, 'id' | 'subject'>[];
};

/** Queues events of the feed for a webhook once more, under the ids that they have. */
export async function replayEvents(
  dependencies: Dependencies,
  { staffId, id, reason, fromPosition, deliveryId }: ReplayEvents,
): Promise<ReplayEventsOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if ((fromPosition == null) === (deliveryId == null)) return notOne;
  const position = fromPosition == null ? null : readPosition(fromPosition);
  if (position === undefined) return notAPosition;
  const action = { staffId, operation: 'webhookReplay', id, ...why.value };
  const outcome = await changeWebhook<ReplayEventsOutcome>(dependencies, action, async (tx, webhook) => {
    const found =
      position === null
        ? await eventOfDelivery(tx, webhook, deliveryId ?? '')
        : await from(tx, webhook, position);
    return found === undefined ? { outcome: noSuchDelivery } : queue(dependencies, tx, { id, ...found });
  });
  if (outcome.kind === 'queued') dependencies.onDue();
  return outcome;
}

const notOne = invalidInput(
  invalidField(['fromPosition'], 'REQUIRED', 'Please give a position or a delivery, one of them.'),
);
const notAPosition = invalidInput(
  invalidField(['fromPosition'], 'INVALID_FORMAT', 'A position is written in digits.'),
);
const noSuchDelivery = invalidInput(
  invalidField(
    ['deliveryId'],
    'INVALID_VALUE',
    'This webhook has no such delivery, or its event is not kept any more.',
  ),
);

function from(tx: Transaction<Tables>, filter: WebhookRecord, position: number): Promise<Replay> {
  return eventsFrom(tx, { position, limit: mostEvents, filter });
}

async function eventOfDelivery(
  tx: Transaction<Tables>,
  { id: webhookId }: WebhookRecord,
  deliveryId: string,
): Promise<Replay | undefined> {
  const [delivery] = isId(deliveryId) ? await findDeliveries(tx, [deliveryId]) : [];
  if (delivery?.webhookId !== webhookId || delivery.eventId === null) return undefined;
  const events = await findEvents(tx, [delivery.eventId]);
  return events.length === 0 ? undefined : { events, nextPosition: null };
}

async function queue(
  { newId, now }: Dependencies,
  tx: Transaction<Tables>,
  { id: webhookId, events, nextPosition }: Replay & { readonly id: string },
): Promise<Change<ReplayEventsOutcome>> {
  const createdAt = now();
  const deliveries = events.map(({ id: eventId, subject: key }) => ({
    ...{ id: newId(), webhookId, eventId },
    ...{ key, createdAt },
  }));
  await addDeliveries(tx, deliveries, createdAt);
  const count = events.length;
  return { outcome: { kind: 'queued', count, nextPosition }, done: { after: { count, nextPosition } } };
}
