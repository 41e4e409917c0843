import { bind } from '@cartwright/database';
import { byKey, listByKey } from '@cartwright/graph';
import { findEvents } from '../event-feed/door.ts';
import type { Dependencies } from './dependencies.ts';
import { findAttempts, findDeliveries } from './repository/history.ts';
import { createWebhook } from './use-cases/create-webhook.ts';
import { deleteWebhook } from './use-cases/delete-webhook.ts';
import { readDeliveries, readWebhook, readWebhooks } from './use-cases/read-webhooks.ts';
import { replayEvents } from './use-cases/replay-events.ts';
import { rotateSecret } from './use-cases/rotate-secret.ts';
import { testWebhook } from './use-cases/test-webhook.ts';
import { updateWebhook } from './use-cases/update-webhook.ts';

/** What resolvers find at `context.merchantWebhooks`. */
export type MerchantWebhooksContext = ReturnType<typeof merchantWebhooksContext>;

/** Makes the context of one operation. */
export function merchantWebhooksContext(dependencies: Dependencies) {
  const find = bind(dependencies.database.statements, { findEvents, findAttempts, findDeliveries });
  const reading = { readWebhooks, readWebhook, readDeliveries };
  const changing = { createWebhook, updateWebhook, deleteWebhook, rotateSecret, testWebhook, replayEvents };
  return {
    ...bind(dependencies, { ...reading, ...changing }),
    loaders: {
      events: byKey(find.findEvents, ({ id }) => id),
      deliveries: byKey(find.findDeliveries, ({ id }) => id),
      attempts: listByKey(find.findAttempts, ({ deliveryId }) => deliveryId),
    },
  };
}
