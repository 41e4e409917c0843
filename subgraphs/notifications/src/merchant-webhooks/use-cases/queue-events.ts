import type { OnPlaced } from '../../event-feed/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { addDeliveries } from '../repository/queue.ts';
import { lockEnabled } from '../repository/webhooks.ts';
import { hears } from '../rules/sent-event.ts';

/** Makes deliveries of events as they are placed in the feed: in its order for each webhook that hears of them. */
export function queueEvents({ newId, now }: Pick<Dependencies, 'newId' | 'now'>): OnPlaced {
  return async (tx, events) => {
    const webhooks = await lockEnabled(tx);
    const at = now();
    const deliveries = events.flatMap((event) =>
      webhooks
        .filter((webhook) => hears(webhook, event))
        .map(({ id }) => ({
          ...{ id: newId(), webhookId: id, eventId: event.id },
          ...{ key: event.subject, createdAt: at },
        })),
    );
    await addDeliveries(tx, deliveries, at);
  };
}
