import { message, type Domain } from '@cartwright/events';
import { query, type Send, type SqlTransaction } from '@cartwright/messaging';
import { v7 as uuidv7 } from 'uuid';
import { chainGrew, staffActed, type StaffActed } from './staff-acted.ts';
import type { StaffAction, StaffRefusal } from './staff-action.ts';

/** A transaction, and what puts messages into its outbox: `messaging.transact` gives both. */
export interface Recording {
  readonly tx: SqlTransaction;
  readonly send: Send;
}

type Entry = Omit<StaffActed, 'position' | 'hash' | 'at'> & { readonly at: Date };

const insertEntry = `
INSERT INTO audit.entries (id, staff_id, operation, outcome, target, reason, before, after, permission, times, at)
VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9, $10::int, $11)
RETURNING position::int AS position, hash`;

/**
 * Adds what staff did to a domain's audit trail and announces it, in the transaction of what was done. Until that ends nobody else
 * adds to the trail: call it last. @returns the entry, as the others will hear of it
 */
export function recordStaffAction(
  domain: Domain,
  recording: Recording,
  { id = uuidv7(), before = null, after = null, ...action }: StaffAction,
): Promise<StaffActed> {
  const entry = { ...action, entryId: id, before, after };
  return record(domain, recording, { ...entry, outcome: 'DONE', permission: null, times: 1 });
}

/** Adds what staff were refused to a domain's audit trail and announces it. */
export async function recordRefusal(
  domain: Domain,
  recording: Recording,
  refusal: StaffRefusal,
): Promise<void> {
  const nothing = { reason: null, before: null, after: null };
  await record(domain, recording, { ...refusal, ...nothing, entryId: uuidv7(), outcome: 'REFUSED' });
}

async function record(domain: Domain, { tx, send }: Recording, entry: Entry): Promise<StaffActed> {
  const { entryId, staffId, operation, outcome, target, reason, before, after, permission, times, at } =
    entry;
  const rows = await query<{ position: number; hash: string }>(
    tx,
    insertEntry,
    ...[entryId, staffId, operation, outcome, target, reason, asJson(before), asJson(after)],
    ...[permission, times, at],
  );
  const [head] = rows;
  if (head === undefined) throw new Error('An entry of the audit trail was not written');
  const acted = { ...entry, ...head, at: at.toISOString() };
  send(message(staffActed(domain), acted));
  if (domain === 'orders') send(message(chainGrew, { entryId, ...head }));
  return acted;
}

function asJson(state: Entry['before']): string | null {
  return state === null ? null : JSON.stringify(state);
}

/** The statements that `npm run check` prepares on the migrated schema. @public */
export const statements = { insertEntry };
