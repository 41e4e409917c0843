import {
  anyOf,
  insertRows,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import type { Answer, Outcome } from '../rules/attempts.ts';

type Row = Readonly<Selectable<Tables['webhookDeliveries']>>;

/** A delivery that is new; behind all others of its webhook. */
export type NewDelivery = Pick<Row, 'id' | 'webhookId' | 'eventId' | 'key' | 'createdAt'>;

/** Whose deliveries wait for one another. */
export type OrderKey = Pick<Row, 'webhookId' | 'key'>;

/** Adds deliveries in their order; with their webhooks locked. Those that wait for none are due at once. */
export async function addDeliveries(
  tx: Transaction<Tables>,
  deliveries: readonly NewDelivery[],
  now: Date,
): Promise<void> {
  const [first, ...others] = deliveries;
  if (first === undefined) return;
  const rows = [first, ...others].map((one) => ({ ...one, nextAttemptAt: now }));
  await insertRows(tx, 'webhookDeliveries', rows as [(typeof rows)[number]]).execute();
  await releaseNext(tx, deliveries, now);
}

/** Has the oldest open delivery of each key be due, where it was waiting; with their webhooks locked. */
export async function releaseNext(
  tx: Transaction<Tables>,
  keys: readonly OrderKey[],
  now: Date,
): Promise<void> {
  const [webhookIds, subjects] = [keys.map(({ webhookId }) => webhookId), keys.map(({ key }) => key)];
  await sql`
    WITH key AS (SELECT DISTINCT * FROM unnest(${webhookIds}::uuid[], ${subjects}::text[]) AS k(webhook_id, key))
    UPDATE webhook_deliveries SET state = 'PENDING', next_attempt_at = ${now}
    FROM key CROSS JOIN LATERAL (
      SELECT id FROM webhook_deliveries AS open
      WHERE open.webhook_id = key.webhook_id AND open.key = key.key AND open.state IN ('WAITING', 'PENDING')
      ORDER BY open.ordinal LIMIT 1
    ) AS oldest
    WHERE webhook_deliveries.id = oldest.id AND webhook_deliveries.state = 'WAITING'`.execute(tx);
}

/** A delivery that is leased; `attempts` counts the one that it is leased for. */
export type LeasedDelivery = Pick<Row, 'id' | 'webhookId' | 'eventId' | 'key' | 'attempts'>;

/** What may be leased. */
export interface Lease {
  readonly now: Date;
  /** From when on another sender may take over what is leased. */
  readonly until: Date;
  readonly limit: number;
  /** How many of one webhook at most, less those that the caller has under way, by the webhook's id. */
  readonly perWebhook: number;
  readonly underWay: Readonly<Record<string, number>>;
}

/** Leases deliveries that are due, of each webhook some, so that none holds up another. */
export async function leaseDue(
  db: Statements<Tables>,
  { now, until, limit, perWebhook, underWay }: Lease,
): Promise<LeasedDelivery[]> {
  const { rows } = await sql<LeasedDelivery>`
    WITH due AS MATERIALIZED (
      SELECT next.id FROM webhooks CROSS JOIN LATERAL (
        SELECT id, next_attempt_at FROM webhook_deliveries
        WHERE webhook_id = webhooks.id AND state = 'PENDING' AND next_attempt_at <= ${now}
        ORDER BY next_attempt_at
        LIMIT greatest(0, ${perWebhook}::int - coalesce((${JSON.stringify(underWay)}::jsonb ->> webhooks.id::text)::int, 0))
        FOR UPDATE SKIP LOCKED
      ) AS next
      WHERE webhooks.status = 'ENABLED'
      ORDER BY next.next_attempt_at
      LIMIT ${limit}
    )
    UPDATE webhook_deliveries SET attempts = attempts + 1, next_attempt_at = ${until}
    FROM due WHERE webhook_deliveries.id = due.id
    RETURNING webhook_deliveries.id, webhook_id, event_id, key, attempts`.execute(db);
  return rows;
}

/** Stores what becomes of a delivery, unless another sender has taken it over. @returns whether it was stored */
export async function settle(
  tx: Transaction<Tables>,
  { id, attempts }: Pick<LeasedDelivery, 'id' | 'attempts'>,
  { outcome, at }: { readonly outcome: Outcome; readonly at: Date },
): Promise<boolean> {
  const { state } = outcome;
  const { numUpdatedRows } = await tx
    .updateTable('webhookDeliveries')
    .set(outcome.state === 'PENDING' ? { nextAttemptAt: outcome.nextAttemptAt } : { state, finishedAt: at })
    .where('id', '=', id)
    .where('state', '=', 'PENDING')
    .where('attempts', '=', attempts)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Stores how an attempt went. */
export async function insertAttempt(
  tx: Transaction<Tables>,
  { id, attempts }: Pick<LeasedDelivery, 'id' | 'attempts'>,
  { answer, at }: { readonly answer: Answer; readonly at: Date },
): Promise<void> {
  const attempt = { deliveryId: id, number: attempts, attemptedAt: at, ...answer };
  await tx.insertInto('webhookAttempts').values(attempt).execute();
}

/** Deliveries that were made before a moment, a batch of them. */
export function findOld(
  db: Statements<Tables>,
  before: Date,
  limit: number,
): Promise<(OrderKey & { id: string })[]> {
  return db
    .selectFrom('webhookDeliveries')
    .select(['id', 'webhookId', 'key'])
    .where('createdAt', '<', before)
    .limit(limit)
    .execute();
}

/** Deletes deliveries with their attempts. */
export async function deleteDeliveries(tx: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  await tx.deleteFrom('webhookDeliveries').where('id', '=', anyOf(ids)).execute();
}

/** Deletes deliveries of what is about some people. */
export async function deleteDeliveriesOf(
  tx: Transaction<Tables>,
  personIds: readonly string[],
): Promise<void> {
  await tx.deleteFrom('webhookDeliveries').where('key', '=', anyOf(personIds)).execute();
}

const nobody = '01990000-0000-7000-8000-000000000000';
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => releaseNext(tx, [{ webhookId: nobody, key: '' }], new Date(0)),
  (db) => leaseDue(db, { now: new Date(0), until: new Date(0), limit: 1, perWebhook: 1, underWay: {} }),
  (tx) => settle(tx, { id: nobody, attempts: 1 }, { outcome: { state: 'FAILED' }, at: new Date(0) }),
  (db) => findOld(db, new Date(0), 1),
  (tx) => deleteDeliveriesOf(tx, []),
];
