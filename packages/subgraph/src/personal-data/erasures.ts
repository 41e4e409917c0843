import type { ErasureObstacle } from '@cartwright/events';
import { execute, query, type SqlTransaction } from '@cartwright/messaging';

/** A person whom a domain has been asked to erase. */
export interface Erasure {
  readonly customerId: string;
  readonly guestIds: readonly string[];
  /** Null where nobody waits for an answer. */
  readonly requestId: string | null;
  /** When it was asked for the first time. */
  readonly requestedAt: Date;
  readonly waitsFor: ErasureObstacle | null;
  /** When nothing was left for the first time; null before that. */
  readonly erasedAt: Date | null;
}

/** How an attempt to erase a person ended, and when to look after them again; null for never. */
export interface ErasureAttempt extends Pick<Erasure, 'customerId' | 'waitsFor' | 'erasedAt'> {
  readonly nextAt: Date | null;
}

const columns = 'customer_id, guest_ids, request_id, requested_at, waits_for, erased_at';

const requestErasure = `
INSERT INTO personal_data.erasures (customer_id, guest_ids, request_id, requested_at)
VALUES ($1::uuid, $2::uuid[], $3::uuid, $4)
ON CONFLICT (customer_id) DO UPDATE
SET guest_ids = ARRAY(SELECT unnest(erasures.guest_ids) UNION SELECT unnest(excluded.guest_ids) ORDER BY 1),
  request_id = coalesce(excluded.request_id, erasures.request_id)
RETURNING ${columns}`;

const claimErasure = `
SELECT ${columns} FROM personal_data.erasures WHERE next_at <= $1
ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED`;

const saveAttempt = `
UPDATE personal_data.erasures SET waits_for = $2, erased_at = $3, next_at = $4 WHERE customer_id = $1::uuid`;

const postpone = `
UPDATE personal_data.erasures SET next_at = $2 WHERE customer_id = $1::uuid AND next_at < $2`;

const findDue = `
SELECT EXISTS (SELECT FROM personal_data.erasures WHERE next_at <= $1) AS "isDue"`;

const findErasure = `
SELECT EXISTS (SELECT FROM personal_data.erasures WHERE customer_id = $1::uuid) AS "isErased"`;

/** Whether a domain has been asked to erase a customer. */
export async function isErased(tx: SqlTransaction, customerId: string): Promise<boolean> {
  return (await query<{ isErased: boolean }>(tx, findErasure, customerId))[0]?.isErased === true;
}

/** Notes whom to erase, also guests who were known when it was asked before, and locks it until the end of the transaction. @returns what is known of it */
export async function saveErasure(
  tx: SqlTransaction,
  asked: Pick<Erasure, 'customerId' | 'guestIds' | 'requestId' | 'requestedAt'>,
): Promise<Erasure> {
  const { customerId, guestIds, requestId, requestedAt } = asked;
  const [erasure] = await query<Erasure>(tx, requestErasure, customerId, guestIds, requestId, requestedAt);
  if (erasure === undefined) throw new Error('An erasure was not stored');
  return erasure;
}

/** Whether there is anybody to look after again; outside a transaction, since mostly there is nobody. */
export async function isErasureDue(db: SqlTransaction, now: Date): Promise<boolean> {
  return (await query<{ isDue: boolean }>(db, findDue, now))[0]?.isDue === true;
}

/** A person to look after again, whom no other replica looks after until the end of the transaction. */
export async function claimDueErasure(tx: SqlTransaction, now: Date): Promise<Erasure | undefined> {
  return (await query<Erasure>(tx, claimErasure, now))[0];
}

/** Notes how an attempt ended. */
export async function saveErasureAttempt(
  tx: SqlTransaction,
  { customerId, waitsFor, erasedAt, nextAt }: ErasureAttempt,
): Promise<void> {
  await execute(tx, saveAttempt, customerId, waitsFor, erasedAt, nextAt);
}

/** Looks after a person later, so that others are not kept waiting for one who cannot be erased. */
export async function postponeErasure(db: SqlTransaction, customerId: string, nextAt: Date): Promise<void> {
  await execute(db, postpone, customerId, nextAt);
}

/** The statements that `npm run check` prepares on the migrated schema. @public */
export const statements = { findDue, findErasure, requestErasure, claimErasure, saveAttempt, postpone };
