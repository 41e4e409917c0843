import type { InvalidInput } from '@cartwright/input';
import type { Dependencies } from '../dependencies.ts';
import { countHeld, insertWebhook, type WebhookRecord } from '../repository/webhooks.ts';
import { newSecret } from '../signature.ts';
import { readNewWebhook, type WebhookInput } from '../webhook-input.ts';
import { record, stateOf } from './record-change.ts';

/** More would make each event wait for the others. */
export const maxWebhooks = 100;

/** A webhook to be made. */
export interface CreateWebhook extends WebhookInput {
  readonly staffId: string;
}

/** What came of it. */
export type CreateWebhookOutcome =
  | { readonly kind: 'created'; readonly webhook: WebhookRecord; readonly secret: string }
  | { readonly kind: 'too-many-webhooks'; readonly limit: number }
  | InvalidInput;

/** Makes a webhook, which hears of what happens from now on. Its secret is told this once. */
export async function createWebhook(
  { messaging, newId, now, seal, targets }: Dependencies,
  { staffId, ...input }: CreateWebhook,
): Promise<CreateWebhookOutcome> {
  const read = readNewWebhook(input, targets);
  if (read.kind === 'invalid-input') return read;
  const { reason, types, ...about } = read.value;
  return messaging.transact(async (tx, send) => {
    if ((await countHeld(tx)) >= maxWebhooks) return { kind: 'too-many-webhooks', limit: maxWebhooks };
    const [id, secret, at] = [newId(), newSecret(), now()];
    const times = { createdAt: at, updatedAt: at };
    const sealed = seal.close(secret, id);
    const webhook = await insertWebhook(tx, { ...about, types: [...types], id, secret: sealed, ...times });
    const action = { staffId, operation: 'webhookCreate', id, reason };
    await record({ tx, send }, action, { after: stateOf(webhook), at });
    return { kind: 'created', webhook, secret };
  });
}
