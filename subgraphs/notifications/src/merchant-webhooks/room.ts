import { createLoop, type Loop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { merchantWebhooksContext } from './context.ts';
import type { Dependencies } from './dependencies.ts';
import { resolvers } from './resolvers.ts';
import { webhookSeal } from './sending.ts';
import { purgeDeliveries } from './use-cases/purge-deliveries.ts';
import { resealSecrets } from './use-cases/reseal-secrets.ts';

const purgeIntervalMs = 60 * 60_000;

/** Tells systems of merchants what happens. */
export function merchantWebhooksRoom(parts: Parts, sending: Loop): Room<Tables> {
  const { config, database, newId, now, logger } = parts;
  const shared = { database, newId, now, seal: webhookSeal(parts), targets: config.WEBHOOK_TARGETS };
  const onDue = (): void => sending.wake();
  const transact: Dependencies['messaging']['transact'] = (work) => parts.messaging.transact(work);
  const purge = createLoop({
    name: 'purge old deliveries to webhooks',
    round: () => purgeDeliveries({ database, now }),
    intervalMs: purgeIntervalMs,
    logger,
  });
  const resealing = createLoop({
    name: 'seal the secrets of webhooks with the present key',
    round: async () => {
      await resealSecrets({ ...shared, logger });
      return { hasMore: false };
    },
    intervalMs: purgeIntervalMs,
    logger,
  });
  return {
    resolvers,
    context: () => ({
      merchantWebhooks: merchantWebhooksContext({ ...shared, messaging: { transact }, onDue }),
    }),
    background: [sending, purge, resealing],
  };
}
