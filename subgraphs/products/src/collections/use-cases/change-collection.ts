import { recordStaffAction, type AuditedState } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import type { Send } from '@cartwright/messaging';
import type { Parts } from '../../parts.ts';
import { describedState } from '../../rich-text/door.ts';
import type { Tables } from '../../tables.ts';
import { collectionChangedMessage } from '../events.ts';
import { slugsLike, type Collection } from '../repository/collections.ts';

/** What collections are changed with. */
export type Dependencies = Pick<Parts, 'messaging' | 'newId' | 'now'>;

/** A transaction in which a collection is changed. */
export interface Changing {
  readonly tx: Transaction<Tables>;
  readonly send: Send;
}

/** There is no collection of that id. */
export interface CollectionNotFound {
  readonly kind: 'collection-not-found';
  readonly collectionId: string;
}

/** The collection is no more as it was when it was read. */
export interface CollectionChanged {
  readonly kind: 'collection-changed';
  readonly collection: Collection;
}

/** Another collection has the slug. */
export interface SlugTaken {
  readonly kind: 'slug-taken';
  readonly slug: string;
}

/** A change, for the trail of what staff did. */
export interface RecordedChange {
  readonly staffId: string;
  /** The name of the mutation. */
  readonly operation: string;
  readonly reason: string | null;
  readonly target: string;
  readonly before: AuditedState | null;
  readonly after: AuditedState | null;
}

/** Announces what was changed and adds it to the audit trail: last in its transaction. */
export async function recordChange(
  { newId, now }: Dependencies,
  { tx, send }: Changing,
  change: RecordedChange,
): Promise<void> {
  send(collectionChangedMessage(change.target, newId()));
  await recordStaffAction('products', { tx, send }, { ...change, at: now() });
}

/** Whether another collection has a slug; to be asked behind `lockNames`. */
export async function isTaken(tx: Transaction<Tables>, slug: string): Promise<boolean> {
  return (await slugsLike(tx, slug)).has(slug);
}

/** What the trail keeps of a collection. */
export function stateOf(collection: Collection): AuditedState {
  const { slug, name, seoTitle, seoDescription, isShown, rule, version } = collection;
  const described = describedState(collection);
  return { slug, name, ...described, seoTitle, seoDescription, isShown, rule, version };
}
