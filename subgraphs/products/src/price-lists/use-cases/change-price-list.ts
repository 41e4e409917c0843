import { recordStaffAction } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import type { Send } from '@cartwright/messaging';
import type { Parts } from '../../parts.ts';
import type { Tables } from '../../tables.ts';
import { priceListMessage } from '../events.ts';
import type { RecentPriceLists } from '../recent-price-lists.ts';
import { holdPriceList } from '../repository.ts';
import type { PriceList } from '../rules/price-list.ts';

/** What price lists are changed with. */
export interface Dependencies extends Pick<Parts, 'messaging' | 'newId' | 'now'> {
  readonly lists: RecentPriceLists;
}

/** There is no such list. */
export interface PriceListNotFound {
  readonly kind: 'not-found';
}

/** Somebody has changed it since it was read. */
export interface PriceListChanged {
  readonly kind: 'changed-meanwhile';
  readonly priceList: PriceList;
}

/** A list that nobody else changes until the transaction ends. */
export interface HeldPriceList {
  readonly tx: Transaction<Tables>;
  readonly send: Send;
  readonly present: PriceList;
}

/** Changes lists in a transaction of its own; this process knows of it as soon as it is over. */
export async function transactPriceLists<Outcome>(
  { messaging, lists }: Dependencies,
  work: (tx: Transaction<Tables>, send: Send) => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await messaging.transact(work);
  } finally {
    lists.forget();
  }
}

/** Changes one that there is, as it was read where `version` says so. */
export async function changePriceList<Outcome>(
  dependencies: Dependencies,
  { id, version }: { readonly id: string; readonly version?: number },
  change: (held: HeldPriceList) => Promise<Outcome>,
): Promise<Outcome | PriceListNotFound | PriceListChanged> {
  if (!isId(id)) return { kind: 'not-found' };
  return transactPriceLists(dependencies, async (tx, send) => {
    const present = await holdPriceList(tx, id);
    if (present === undefined) return { kind: 'not-found' };
    if (version !== undefined && present.version !== version)
      return { kind: 'changed-meanwhile', priceList: present };
    return change({ tx, send, present });
  });
}

/** A change of a list, for the trail of what staff did. */
export interface PriceListAction {
  readonly staffId: string;
  readonly operation: string;
  readonly reason: string | null;
  readonly at: Date;
  readonly before: PriceList | null;
  readonly after: PriceList | null;
}

/** Announces what a list is from now on and adds the change to the audit trail: last in its transaction. */
export async function recordPriceList(
  { tx, send }: Pick<HeldPriceList, 'tx' | 'send'>,
  { before, after, ...action }: PriceListAction,
): Promise<void> {
  const told = after ?? (before && { ...before, version: before.version + 1, isRunning: false });
  if (told === null) return;
  send(priceListMessage(told, after === null));
  const states = { before: before && stateOf(before), after: after && stateOf(after) };
  await recordStaffAction('products', { tx, send }, { ...action, ...states, target: told.id });
}

function stateOf({ startsAt, endsAt, createdAt, ...list }: PriceList) {
  return {
    ...list,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
