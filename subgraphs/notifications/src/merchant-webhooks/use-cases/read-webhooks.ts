import { instantPage, isId, type Connection, type InstantPageArguments } from '@cartwright/graph';
import type { Dependencies } from '../dependencies.ts';
import { countDeliveries, listDeliveries, type DeliveryRecord } from '../repository/history.ts';
import { findWebhooks, listWebhooks, type WebhookRecord } from '../repository/webhooks.ts';

/** All webhooks, the oldest first. */
export function readWebhooks({ database }: Pick<Dependencies, 'database'>): Promise<WebhookRecord[]> {
  return listWebhooks(database.statements);
}

/** A webhook; null where there is none with that id. */
export async function readWebhook(
  { database }: Pick<Dependencies, 'database'>,
  id: string,
): Promise<WebhookRecord | null> {
  const [webhook] = isId(id) ? await findWebhooks(database.statements, [id]) : [];
  return webhook ?? null;
}

/** Which deliveries, and which page of them. */
export interface ReadDeliveries extends InstantPageArguments {
  readonly webhookId: string;
  readonly states: readonly DeliveryRecord['state'][] | null;
}

/** A page of a webhook's deliveries, latest first; null where there is no such webhook. @throws BAD_USER_INPUT for a bad size or cursor */
export async function readDeliveries(
  dependencies: Pick<Dependencies, 'database'>,
  { webhookId, states, ...page }: ReadDeliveries,
): Promise<Connection<DeliveryRecord> | null> {
  const { statements } = dependencies.database;
  const webhook = await readWebhook(dependencies, webhookId);
  if (webhook === null) return null;
  const list = { webhookId: webhook.id, states };
  return instantPage(page, {
    identity: ['webhook deliveries', list],
    list: (slice) => listDeliveries(statements, list, slice),
    count: () => countDeliveries(statements, list),
    instantOf: ({ createdAt }) => createdAt,
  });
}
