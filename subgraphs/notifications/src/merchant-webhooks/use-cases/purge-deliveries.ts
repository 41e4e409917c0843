import type { Dependencies } from '../dependencies.ts';
import { deleteDeliveries, findOld, releaseNext } from '../repository/queue.ts';
import { lockWebhooks } from '../repository/webhooks.ts';

const keptMs = 30 * 24 * 60 * 60_000;
const batch = 500;

/** Deletes deliveries with their attempts after 30 days, a batch of them, also those that a webhook never took. */
export function purgeDeliveries({
  database,
  now,
}: Pick<Dependencies, 'database' | 'now'>): Promise<{ hasMore: boolean }> {
  return database.transaction(async (tx) => {
    const at = now();
    const old = await findOld(tx, new Date(at.getTime() - keptMs), batch);
    if (old.length === 0) return { hasMore: false };
    await lockWebhooks(tx, [...new Set(old.map(({ webhookId }) => webhookId))]);
    await deleteDeliveries(
      tx,
      old.map(({ id }) => id),
    );
    await releaseNext(tx, old, at);
    return { hasMore: old.length === batch };
  });
}
