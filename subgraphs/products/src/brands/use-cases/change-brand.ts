import { recordStaffAction, type AuditedState } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import { invalidField, invalidInput, type ReadInput } from '@cartwright/input';
import type { Send } from '@cartwright/messaging';
import { lockTree } from '../../categories/door.ts';
import type { Parts } from '../../parts.ts';
import { describedState } from '../../rich-text/door.ts';
import type { Tables } from '../../tables.ts';
import { brandChangedMessage } from '../events.ts';
import { slugsLike, type Brand } from '../repository/brands.ts';
import { holdPicture, type NewLogo } from '../repository/logos.ts';

/** What brands are changed with. */
export type Dependencies = Pick<Parts, 'messaging' | 'newId' | 'now'>;

/** A transaction in which a brand is changed. */
export interface Changing {
  readonly tx: Transaction<Tables>;
  readonly send: Send;
}

/** There is no brand of that id. */
export interface BrandNotFound {
  readonly kind: 'brand-not-found';
  readonly brandId: string;
}

/** The brand is no more as it was when it was read. */
export interface BrandChanged {
  readonly kind: 'brand-changed';
  readonly brand: Brand;
}

/** Another brand has the slug. */
export interface SlugTaken {
  readonly kind: 'slug-taken';
  readonly slug: string;
}

/** Another brand has the name, or its products still have it. */
export interface BrandNameTaken {
  readonly kind: 'brand-name-taken';
  /** As the other brand is called. */
  readonly name: string;
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

/** Changes brands in a transaction of its own, in which no other member of the staff names one or gives it to a product. */
export function changeBrands<Outcome>(
  { messaging }: Pick<Dependencies, 'messaging'>,
  change: (changing: Changing) => Promise<Outcome>,
): Promise<Outcome> {
  return messaging.transact(async (tx, send) => {
    await lockTree(tx);
    return change({ tx, send });
  });
}

/** Announces what was changed and adds it to the audit trail: last in its transaction. */
export async function recordChange(
  { newId, now }: Pick<Dependencies, 'newId' | 'now'>,
  { tx, send }: Changing,
  change: RecordedChange,
): Promise<void> {
  send(brandChangedMessage(change.target, newId()));
  await recordStaffAction('products', { tx, send }, { ...change, at: now() });
}

/** Whether another brand has a slug. */
export async function isTaken(tx: Transaction<Tables>, slug: string): Promise<boolean> {
  return (await slugsLike(tx, slug)).has(slug);
}

/** The picture that a brand is to have as its logo, which nobody takes away meanwhile. */
export async function readLogo(
  tx: Transaction<Tables>,
  mediaId: string,
): Promise<ReadInput<Omit<NewLogo, 'id' | 'brandId'>>> {
  const file = isId(mediaId) ? await holdPicture(tx, mediaId) : undefined;
  const { width, height } = file ?? {};
  if (file === undefined || width == null || height == null) return noPicture;
  return { kind: 'valid', value: { mediaId: file.id, key: file.storageKey, width, height } };
}

const noPicture = invalidInput(
  invalidField(['logoMediaId'], 'INVALID_VALUE', 'There is no picture of that id.'),
);

/** What the trail keeps of a brand. */
export function stateOf(brand: Brand, logoMediaId: string | null): AuditedState {
  const { slug, name, website, seoTitle, seoDescription, isShown, version } = brand;
  const texts = { slug, name, ...describedState(brand), website, seoTitle, seoDescription };
  return { ...texts, isShown, version, logoMediaId };
}
