import { readReason } from '@cartwright/audit';
import type { InvalidInput } from '@cartwright/input';
import type { Dependencies } from '../dependencies.ts';
import { addDeliveries } from '../repository/queue.ts';
import type { OneWebhook } from './delete-webhook.ts';
import { changeWebhook, type WebhookNotFound } from './record-change.ts';

/** A webhook that nothing is sent to. */
export interface WebhookNotEnabled {
  readonly kind: 'webhook-not-enabled';
}

/** What came of it. */
export type TestWebhookOutcome =
  | { readonly kind: 'queued'; readonly deliveryId: string }
  | WebhookNotEnabled
  | WebhookNotFound
  | InvalidInput;

/** Has a test event sent to a webhook, once and beside all others. */
export async function testWebhook(
  dependencies: Dependencies,
  { staffId, id, reason }: OneWebhook,
): Promise<TestWebhookOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  const action = { staffId, operation: 'webhookTest', id, ...why.value };
  const outcome = await changeWebhook<TestWebhookOutcome>(dependencies, action, async (tx, { status }) => {
    if (status !== 'ENABLED') return { outcome: { kind: 'webhook-not-enabled' } };
    const [deliveryId, at] = [dependencies.newId(), dependencies.now()];
    const test = { id: deliveryId, webhookId: id, eventId: null, key: deliveryId, createdAt: at };
    await addDeliveries(tx, [test], at);
    return { outcome: { kind: 'queued', deliveryId }, done: { after: { deliveryId } } };
  });
  if (outcome.kind === 'queued') dependencies.onDue();
  return outcome;
}
