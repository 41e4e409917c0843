import type { Seal } from '@cartwright/identity';
import type { Dependencies } from '../dependencies.ts';
import { listWebhooks, lockWebhook, saveWebhook, type WebhookRecord } from '../repository/webhooks.ts';

type Sealed = Pick<WebhookRecord, 'id' | 'secret' | 'formerSecret'>;

/**
 * Seals the secrets of webhooks with the key that seals now where they were sealed with one before it, so that the older key can be dropped. One that
 * opens with no key stays as it is: its deliveries say so.
 */
export async function resealSecrets({
  database,
  seal,
}: Pick<Dependencies, 'database' | 'seal'>): Promise<void> {
  for (const webhook of await listWebhooks(database.statements)) {
    if (resealed(seal, webhook) === undefined) continue;
    await database.transaction(async (tx) => {
      const locked = await lockWebhook(tx, webhook.id); // its secret may be another one by now
      const change = locked && resealed(seal, locked);
      if (change !== undefined) await saveWebhook(tx, webhook.id, change);
    });
  }
}

/** The secrets as they are to be kept; undefined where they are already, or cannot be read. */
function resealed(
  seal: Seal,
  { id, secret, formerSecret }: Sealed,
): Pick<Sealed, 'secret' | 'formerSecret'> | undefined {
  const kept = [secret, ...(formerSecret === null ? [] : [formerSecret])];
  if (kept.every((one) => seal.isCurrent(one, id))) return undefined;
  const anew = (one: string): string => seal.close(seal.open(one, id), id);
  try {
    return { secret: anew(secret), formerSecret: formerSecret && anew(formerSecret) };
  } catch {
    return undefined;
  }
}
