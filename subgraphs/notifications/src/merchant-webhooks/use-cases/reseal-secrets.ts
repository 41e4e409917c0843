import type { Seal } from '@cartwright/identity';
import type { Logger } from '@cartwright/process';
import type { Dependencies } from '../dependencies.ts';
import { listWebhooks, lockWebhook, saveWebhook, type WebhookRecord } from '../repository/webhooks.ts';

type Sealed = Pick<WebhookRecord, 'id' | 'secret' | 'formerSecret' | 'formerSecretExpiresAt'>;
type Change = Partial<Omit<Sealed, 'id'>>;

/** What secrets are sealed anew with. */
export type Resealing = Pick<Dependencies, 'database' | 'seal' | 'now'> & {
  readonly logger: Pick<Logger, 'warn'>;
};

/**
 * Seals the secrets of webhooks with the key that seals now where they were sealed with one before it, so that the older key can be dropped, and
 * forgets former ones that sign nothing any more. One that opens with no key stays as it is: the log says so, and so do its deliveries.
 */
export async function resealSecrets({ database, seal, now, logger }: Resealing): Promise<void> {
  const unreadable = new Set<string>();
  for (const webhook of await listWebhooks(database.statements)) {
    const { isUnreadable, change } = resealed(seal, webhook, now());
    if (isUnreadable) unreadable.add(webhook.id);
    if (change === undefined) continue;
    await database.transaction(async (tx) => {
      const locked = await lockWebhook(tx, webhook.id); // its secret may be another one by now
      const again = locked && resealed(seal, locked, now()).change;
      if (again !== undefined) await saveWebhook(tx, webhook.id, again);
    });
  }
  if (unreadable.size > 0)
    logger.warn({ webhookIds: [...unreadable] }, 'secrets of webhooks open with none of the keys');
}

interface Judged {
  /** Whether one that still signs opens with no key. */
  readonly isUnreadable: boolean;
  /** Undefined where all is as it should be, as far as it can be read. */
  readonly change: Change | undefined;
}

/** Each secret by itself: that one cannot be read is no reason to keep the other as it is. */
function resealed(
  seal: Seal,
  { id, secret, formerSecret, formerSecretExpiresAt }: Sealed,
  now: Date,
): Judged {
  const isOver = formerSecretExpiresAt !== null && formerSecretExpiresAt <= now;
  const live = anew(seal, secret, id);
  const former = formerSecret === null || isOver ? formerSecret : anew(seal, formerSecret, id);
  const change: Change = {
    ...(live !== undefined && live !== secret && { secret: live }),
    ...(former !== undefined && former !== formerSecret && { formerSecret: former }),
    ...(isOver && { formerSecret: null, formerSecretExpiresAt: null }),
  };
  return {
    isUnreadable: live === undefined || former === undefined,
    change: Object.keys(change).length === 0 ? undefined : change,
  };
}

/** A secret as it is to be kept: the same where it is already; undefined where no key opens it. */
function anew(seal: Seal, secret: string, id: string): string | undefined {
  if (seal.isCurrent(secret, id)) return secret;
  try {
    return seal.close(seal.open(secret, id), id);
  } catch {
    return undefined;
  }
}
