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

/** In the order in which they are given: each is linked to the one before it. */
const insertEntries = `
INSERT INTO audit.entries (id, staff_id, operation, outcome, target, reason, before, after, permission, times, at)
SELECT id, staff_id, operation, outcome, target, reason, before, after, permission, times, at
FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (
  id uuid, staff_id uuid, operation text, outcome text, target text, reason text, before jsonb, after jsonb, permission text, times int,
  at timestamptz
)) WITH ORDINALITY AS given(id, staff_id, operation, outcome, target, reason, before, after, permission, times, at, place)
ORDER BY place
RETURNING id::text AS id, position::int AS position, hash`;

/**
 * Adds what staff did to a domain's audit trail and announces it, in the transaction of what was done. Until that ends nobody else
 * adds to the trail: call it last. @returns the entry, as the others will hear of it
 */
export async function recordStaffAction(
  domain: Domain,
  recording: Recording,
  action: StaffAction,
): Promise<StaffActed> {
  const [acted] = await recordStaffActions(domain, recording, [action]);
  if (acted === undefined) throw unwritten();
  return acted;
}

/** The same for all that was done at once, in its order: one statement, however much it is. */
export function recordStaffActions(
  domain: Domain,
  recording: Recording,
  actions: readonly StaffAction[],
): Promise<StaffActed[]> {
  const entries = actions.map(({ id = uuidv7(), before = null, after = null, ...action }): Entry => {
    return { ...action, entryId: id, before, after, outcome: 'DONE', permission: null, times: 1 };
  });
  return record(domain, recording, entries);
}

/** Adds what staff were refused to a domain's audit trail and announces it. */
export async function recordRefusal(
  domain: Domain,
  recording: Recording,
  refusal: StaffRefusal,
): Promise<void> {
  const nothing = { reason: null, before: null, after: null };
  await record(domain, recording, [{ ...refusal, ...nothing, entryId: uuidv7(), outcome: 'REFUSED' }]);
}

async function record(
  domain: Domain,
  { tx, send }: Recording,
  entries: readonly Entry[],
): Promise<StaffActed[]> {
  if (entries.length === 0) return [];
  const rows = await query<{ id: string; position: number; hash: string }>(
    tx,
    insertEntries,
    JSON.stringify(entries.map(rowOf)),
  );
  const heads = new Map(rows.map(({ id, ...head }) => [id, head]));
  return entries.map((entry) => {
    const head = heads.get(entry.entryId);
    if (head === undefined) throw unwritten();
    const acted = { ...entry, ...head, at: entry.at.toISOString() };
    send(message(staffActed(domain), acted));
    if (domain === 'orders') send(message(chainGrew, { entryId: entry.entryId, ...head }));
    return acted;
  });
}

function rowOf({ entryId, staffId, ...entry }: Entry) {
  return { id: entryId, staff_id: staffId, ...entry };
}

function unwritten(): Error {
  return new Error('An entry of the audit trail was not written');
}

/** The statements that `npm run check` prepares on the migrated schema. @public */
export const statements = { insertEntries };
