import { partOfList, type Statements, type Transaction } from '@cartwright/database';
import type { Domain } from '@cartwright/events';
import type { InstantSlice } from '@cartwright/graph';
import type { MessageParked, ParkedMessageResolved } from '@cartwright/messaging';
import type { Selectable } from 'kysely';
import type { Tables } from '../generated/tables.ts';
import type { ParkedMessageResolution, ParkedMessageState } from './rules.ts';

/** What staff know of a message that some domain has parked. */
export type ParkedMessage = Readonly<Selectable<Tables['parkedMessages']>>;

/** A part of the list, latest first; of these states, or of any for null. */
export function listParkedMessages(
  db: Statements<Tables>,
  states: readonly ParkedMessageState[] | null,
  slice: InstantSlice,
): Promise<ParkedMessage[]> {
  const all = db.selectFrom('parkedMessages').selectAll();
  const list = states === null ? all : all.where('state', 'in', states);
  return partOfList(list, { by: ['parkedAt', 'id'], order: 'desc' }, slice).execute();
}

/** How many messages that list has. */
export async function countParkedMessages(
  db: Statements<Tables>,
  states: readonly ParkedMessageState[] | null,
): Promise<number> {
  const all = db
    .selectFrom('parkedMessages')
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'));
  const { count } = await (
    states === null ? all : all.where('state', 'in', states)
  ).executeTakeFirstOrThrow();
  return count;
}

/** Adds a message that a domain says it has parked, unless it is known. */
export async function addParkedMessage(
  tx: Transaction<Tables>,
  domain: Domain,
  {
    parkedMessageId: id,
    messageType: type,
    parkedAt,
    ...message
  }: MessageParked & { readonly parkedAt: Date },
): Promise<void> {
  await tx
    .insertInto('parkedMessages')
    .values({ ...message, id, type, domain, parkedAt, state: 'PARKED' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * Marks a message as one that staff want resolved, and locks it; one that is resolved stays as it is.
 * @returns the message as it is now; undefined when there is none.
 */
export async function markParkedMessage(
  tx: Transaction<Tables>,
  id: string,
  state: 'REPLAYING' | 'DISCARDING',
): Promise<ParkedMessage | undefined> {
  const marked = await openMessage(tx, id).set({ state }).returningAll().executeTakeFirst();
  return marked ?? tx.selectFrom('parkedMessages').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Records the outcome of staff's request: resolved, or still parked. */
export async function closeParkedMessage(
  tx: Transaction<Tables>,
  { parkedMessageId, outcome, reason }: ParkedMessageResolved,
  resolvedAt: Date,
): Promise<void> {
  const message = openMessage(tx, parkedMessageId);
  if (outcome === 'failed') {
    await message
      .set(({ eb }) => ({ state: 'PARKED', attempts: eb('attempts', '+', 1), reason: reason ?? '' }))
      .execute();
    return;
  }
  const resolution = outcome.toUpperCase() as ParkedMessageResolution;
  await message.set({ state: 'RESOLVED', resolution, resolvedAt }).execute();
}

function openMessage(tx: Transaction<Tables>, id: string) {
  return tx.updateTable('parkedMessages').where('id', '=', id).where('state', '<>', 'RESOLVED');
}
