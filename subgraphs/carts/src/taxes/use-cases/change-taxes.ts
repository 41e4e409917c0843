import { recordStaffActions, type AuditedState, type StaffAction } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import type { Send } from '@cartwright/messaging';
import type { Tables } from '../../generated/tables.ts';
import type { Parts } from '../../parts.ts';
import { raisePriceTerms } from '../../price-terms/door.ts';
import { lockTaxes } from '../repository/classes-and-zones.ts';

/** What taxes are changed with. */
export type Dependencies = Pick<Parts, 'messaging' | 'newId' | 'now'>;

/** Taxes that nobody else changes until the transaction ends. */
export interface HeldTaxes {
  readonly tx: Transaction<Tables>;
  readonly send: Send;
  readonly now: Date;
}

/** What staff have read and change. */
export interface ReadVersion {
  readonly staffId: string;
  readonly id: string;
  readonly version: number;
}

/** There is nothing of that id. */
export interface NotFound {
  readonly kind: 'not-found';
}

/** Somebody has changed it since it was read. */
export interface ChangedMeanwhile<Row> {
  readonly kind: 'changed-meanwhile';
  readonly present: Row;
}

/** There are as many as there may be. */
export interface TooMany {
  readonly kind: 'too-many';
  readonly limit: number;
}

/** Changes taxes in a transaction of its own, in which they are this change's alone: they are few, and what one may be depends on the others. */
export function changeTaxes<Outcome>(
  { messaging, now }: Pick<Dependencies, 'messaging' | 'now'>,
  change: (held: HeldTaxes) => Promise<Outcome>,
): Promise<Outcome> {
  return messaging.transact(async (tx, send) => {
    await lockTaxes(tx);
    return change({ tx, send, now: now() });
  });
}

/** One of some rows as it was read, or why it cannot be changed. */
export function asRead<Row extends { readonly id: string; readonly version: number }>(
  rows: readonly Row[],
  { id, version }: Pick<ReadVersion, 'id' | 'version'>,
): { readonly kind: 'present'; readonly present: Row } | NotFound | ChangedMeanwhile<Row> {
  const present = isId(id) ? rows.find((row) => row.id === id.toLowerCase()) : undefined;
  if (present === undefined) return { kind: 'not-found' };
  return { kind: present.version === version ? 'present' : 'changed-meanwhile', present };
}

/** What staff did, for the trail. */
export interface TaxAction extends Omit<StaffAction, 'id' | 'before' | 'after' | 'at'> {
  readonly before: object | null;
  readonly after: object | null;
}

/** Adds changes to the audit trail, and tells that what carts cost may be another: last in the transaction. */
export async function recordTaxes(
  { tx, send, now }: HeldTaxes,
  ...actions: readonly TaxAction[]
): Promise<void> {
  if (actions.length === 0) return;
  await raisePriceTerms(tx);
  const entries = actions.map((action) => ({
    ...action,
    ...{ before: action.before && stateOf(action.before), after: action.after && stateOf(action.after) },
    at: now,
  }));
  await recordStaffActions('carts', { tx, send }, entries);
}

function stateOf(row: object): AuditedState {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]: [string, unknown]) => [
      name,
      value instanceof Date ? value.toISOString() : value,
    ]),
  );
}
