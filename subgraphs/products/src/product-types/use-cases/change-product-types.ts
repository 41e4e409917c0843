import { recordStaffAction, type AuditedState } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import { invalidField, type InvalidField } from '@cartwright/input';
import type { Send } from '@cartwright/messaging';
import type { Parts } from '../../parts.ts';
import type { Tables } from '../../tables.ts';
import { productTypesChangedMessage } from '../events.ts';
import { lockProductTypes } from '../repository/product-types.ts';
import type { AttributeSpec, ProductType } from '../rules/definition.ts';

/** What product types are made and changed with. */
export type Dependencies = Pick<Parts, 'messaging' | 'newId' | 'now'>;

/** The product types, which nobody else changes until the transaction ends. */
export interface HeldTypes {
  readonly tx: Transaction<Tables>;
  readonly send: Send;
  readonly types: readonly ProductType[];
}

/** There is no product type of that id. */
export interface ProductTypeNotFound {
  readonly kind: 'product-type-not-found';
  readonly productTypeId: string;
}

/** The product type is no more as it was when it was read. */
export interface ProductTypeChanged {
  readonly kind: 'product-type-changed';
  readonly productType: ProductType;
}

/** Another product type has the slug. */
export interface SlugTaken {
  readonly kind: 'slug-taken';
  readonly slug: string;
}

/** A change, for the trail of what staff did; null for what was not there before, or is not there any more. */
export interface TypeChange {
  readonly staffId: string;
  /** The name of the mutation. */
  readonly operation: string;
  readonly reason: string | null;
  readonly before: ProductType | null;
  readonly after: ProductType | null;
}

/** Changes product types in a transaction of its own, in which they are this change's alone. */
export function changeTypes<Outcome>(
  { messaging }: Dependencies,
  change: (held: HeldTypes) => Promise<Outcome>,
): Promise<Outcome> {
  return messaging.transact(async (tx, send) => change({ tx, send, types: await lockProductTypes(tx) }));
}

/** Changes a product type that is as whoever asks has read it. */
export async function changeType<Outcome>(
  dependencies: Dependencies,
  { id, version }: { readonly id: string; readonly version: number },
  change: (held: HeldTypes, before: ProductType) => Promise<Outcome>,
): Promise<Outcome | ProductTypeNotFound | ProductTypeChanged> {
  const notFound: ProductTypeNotFound = { kind: 'product-type-not-found', productTypeId: id };
  if (!isId(id)) return notFound;
  return changeTypes<Outcome | ProductTypeNotFound | ProductTypeChanged>(dependencies, async (held) => {
    const before = held.types.find((type) => type.id === id.toLowerCase());
    if (before === undefined) return notFound;
    if (before.version !== version) return { kind: 'product-type-changed', productType: before };
    return change(held, before);
  });
}

/** Announces what was changed and adds it to the audit trail: last in its transaction. */
export async function recordTypeChange(
  { newId, now }: Dependencies,
  { tx, send }: HeldTypes,
  { before, after, ...action }: TypeChange,
): Promise<void> {
  const target = (after ?? before)?.id ?? null;
  if (target === null) return;
  send(productTypesChangedMessage(target, newId()));
  const states = { before: stateOf(before), after: stateOf(after) };
  await recordStaffAction('products', { tx, send }, { ...action, ...states, target, at: now() });
}

/** Which attributes other product types have as something else: the same key says the same everywhere, for filters and facets go by it. */
export function differingElsewhere(
  types: readonly ProductType[],
  ownId: string | null,
  wanted: readonly AttributeSpec[],
): InvalidField[] {
  const others = types.filter(({ id }) => id !== ownId);
  return wanted.flatMap(({ key, kind, unit }, place) => {
    const other = others.flatMap(({ attributes }) => attributes).find((one) => one.key === key);
    if (other === undefined || (other.kind === kind && other.unit === unit)) return [];
    const is = other.unit === null ? other.kind : `${other.kind} in ${other.unit}`;
    const message = `Another product type has "${key}" as a ${is}.`;
    const part = other.kind === kind ? 'unit' : 'type';
    return [invalidField(['attributes', String(place), part], 'INVALID_VALUE', message)];
  });
}

function stateOf(type: ProductType | null): AuditedState | null {
  if (type === null) return null;
  const { slug, name, version, attributes } = type;
  return { slug, name, version, attributes };
}
