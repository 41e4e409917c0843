import { readReason } from '@cartwright/audit';
import type { InvalidInput } from '@cartwright/input';
import type { Dependencies } from '../dependencies.ts';
import * as repository from '../repository/webhooks.ts';
import { changeWebhook, stateOf, type WebhookNotFound } from './record-change.ts';

/** A webhook that somebody does something to, and why. */
export interface OneWebhook {
  readonly staffId: string;
  readonly id: string;
  readonly reason?: string | null | undefined;
}

/** Deletes a webhook, with what waits for it and what was sent. */
export async function deleteWebhook(
  dependencies: Dependencies,
  { staffId, id, reason }: OneWebhook,
): Promise<{ readonly kind: 'deleted' } | WebhookNotFound | InvalidInput> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  const action = { staffId, operation: 'webhookDelete', id, ...why.value };
  return changeWebhook(dependencies, action, async (tx, before) => {
    await repository.deleteWebhook(tx, id);
    return { outcome: { kind: 'deleted' as const }, done: { before: stateOf(before) } };
  });
}
