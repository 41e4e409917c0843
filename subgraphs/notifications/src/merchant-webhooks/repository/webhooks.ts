import { anyOf, type Statements, type StatementSample, type Transaction } from '@cartwright/database';
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

/** A webhook, with its sealed secrets. */
export type WebhookRecord = Readonly<Selectable<Tables['webhooks']>>;

/** All webhooks, the oldest first. */
export function listWebhooks(db: Statements<Tables>): Promise<WebhookRecord[]> {
  return db.selectFrom('webhooks').selectAll().orderBy('createdAt').orderBy('id').execute();
}

/** Webhooks by their ids, in no particular order. */
export function findWebhooks(db: Statements<Tables>, ids: readonly string[]): Promise<WebhookRecord[]> {
  return db.selectFrom('webhooks').selectAll().where('id', '=', anyOf(ids)).execute();
}

/** Counts the webhooks once nobody else can add one, until the transaction ends. */
export async function countHeld(tx: Transaction<Tables>): Promise<number> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('webhooks', 0))`.execute(tx);
  const { count } = await tx
    .selectFrom('webhooks')
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** A webhook, whose deliveries nobody else adds or finishes until the transaction ends. */
export function lockWebhook(tx: Transaction<Tables>, id: string): Promise<WebhookRecord | undefined> {
  return tx.selectFrom('webhooks').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

/** The webhooks that are sent something, locked in the order of their ids. */
export function lockEnabled(tx: Transaction<Tables>): Promise<WebhookRecord[]> {
  return tx
    .selectFrom('webhooks')
    .selectAll()
    .where('status', '=', 'ENABLED')
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

/** Locks webhooks in the order of their ids. */
export async function lockWebhooks(tx: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  await tx
    .selectFrom('webhooks')
    .select('id')
    .where('id', '=', anyOf(ids))
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

/** Stores a new webhook. */
export function insertWebhook(
  tx: Transaction<Tables>,
  webhook: Insertable<Tables['webhooks']>,
): Promise<WebhookRecord> {
  return tx.insertInto('webhooks').values(webhook).returningAll().executeTakeFirstOrThrow();
}

/** Changes a webhook. */
export function saveWebhook(
  tx: Transaction<Tables>,
  id: string,
  change: Updateable<Tables['webhooks']>,
): Promise<WebhookRecord> {
  return tx.updateTable('webhooks').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow();
}

/** Deletes a webhook, with what waits for it and what was sent. */
export async function deleteWebhook(tx: Transaction<Tables>, id: string): Promise<void> {
  await tx.deleteFrom('webhooks').where('id', '=', id).execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (db) => listWebhooks(db),
  (tx) => countHeld(tx),
  (tx) => lockWebhook(tx, ''),
  (tx) => lockEnabled(tx),
];
