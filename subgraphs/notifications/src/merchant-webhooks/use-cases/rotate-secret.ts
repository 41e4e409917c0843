import { readReason } from '@cartwright/audit';
import type { InvalidInput } from '@cartwright/input';
import type { Dependencies } from '../dependencies.ts';
import { saveWebhook, type WebhookRecord } from '../repository/webhooks.ts';
import { newSecret } from '../signature.ts';
import type { OneWebhook } from './delete-webhook.ts';
import { changeWebhook, type WebhookNotFound } from './record-change.ts';

/** For how long the secret of before signs too, so that the receiver can change over. */
const overlapMs = 24 * 60 * 60_000;

/** What came of it. */
export type RotateSecretOutcome =
  | { readonly kind: 'rotated'; readonly webhook: WebhookRecord; readonly secret: string }
  | WebhookNotFound
  | InvalidInput;

/** Gives a webhook another secret, which is told this once; the one of before, and no older one, signs beside it for a day. */
export async function rotateSecret(
  dependencies: Dependencies,
  { staffId, id, reason }: OneWebhook,
): Promise<RotateSecretOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  const { now, seal } = dependencies;
  const action = { staffId, operation: 'webhookSecretRotate', id, ...why.value };
  return changeWebhook<RotateSecretOutcome>(dependencies, action, async (tx, before) => {
    const [secret, at] = [newSecret(), now()];
    const formerSecretExpiresAt = new Date(at.getTime() + overlapMs);
    const webhook = await saveWebhook(tx, id, {
      ...{ secret: seal.close(secret, id), formerSecret: before.secret, formerSecretExpiresAt },
      ...{ version: before.version + 1, updatedAt: at },
    });
    const after = { formerSecretExpiresAt: formerSecretExpiresAt.toISOString() };
    return { outcome: { kind: 'rotated', webhook, secret }, done: { after } };
  });
}
