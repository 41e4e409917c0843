import type { FrozenMetafield } from '@cartwright/events';
import { createHash } from 'node:crypto';
import { moneyOf, type MetafieldMoney } from './metafield-money.ts';
import { referenceOf, type MetafieldReference } from './metafield-reference.ts';

/** What a metafield's value is. */
export type MetafieldType = FrozenMetafield['type'];

/** Who sees a metafield: whoever sees its owner, or staff alone. */
export type MetafieldVisibility = 'PUBLIC' | 'PRIVATE';

/** What names a metafield of one owner. */
export interface MetafieldName {
  readonly namespace: string;
  readonly key: string;
}

/** Something that is kept of an owner beyond what the schema has fields for. */
export interface Metafield extends MetafieldName {
  readonly type: MetafieldType;
  /** In the one form that its type has. */
  readonly value: string;
  readonly visibility: MetafieldVisibility;
}

/** A metafield as the schema shows it. */
export interface ShownMetafield extends Metafield {
  /** Another one after each change. */
  readonly digest: string;
  /** Of a MONEY; null for all else. */
  readonly money: MetafieldMoney | null;
  /** Of a REFERENCE; null for all else. */
  readonly reference: MetafieldReference | null;
}

/** Whether two names are the same. */
export function isSameName(one: MetafieldName, other: MetafieldName): boolean {
  return one.namespace === other.namespace && one.key === other.key;
}

/** What tells whether a metafield is still what somebody has read: 32 hexadecimal digits of type, value and visibility. */
export function digestOf({ type, value, visibility }: Metafield): string {
  return createHash('sha256')
    .update(JSON.stringify([type, visibility, value]))
    .digest('hex')
    .slice(0, 32);
}

/** A metafield as the schema shows it. */
export function showMetafield(metafield: Metafield): ShownMetafield {
  const { type, value } = metafield;
  return {
    ...metafield,
    digest: digestOf(metafield),
    money: type === 'MONEY' ? moneyOf(value) : null,
    reference: type === 'REFERENCE' ? referenceOf(value) : null,
  };
}

/** Metafields as they go with a cart that becomes an order. */
export function freezeMetafields(metafields: readonly Metafield[]): FrozenMetafield[] {
  return metafields.map(({ namespace, key, type, value }) => ({ namespace, key, type, value }));
}

/** What went with a cart or a line of it. */
export interface FrozenMetafields {
  /** What the buyer has said. */
  readonly metafields?: readonly FrozenMetafield[] | undefined;
  /** What staff have kept for themselves. */
  readonly privateMetafields?: readonly FrozenMetafield[] | undefined;
}

/** What went with the cart, as the order keeps it: what the buyer has said for whoever sees the order, and the rest for staff alone. */
export function thawMetafields({
  metafields = [],
  privateMetafields = [],
}: FrozenMetafields): Metafield[] | null {
  const said = metafields.map((metafield) => ({ ...metafield, visibility: 'PUBLIC' as const }));
  const kept = privateMetafields.map((metafield) => ({ ...metafield, visibility: 'PRIVATE' as const }));
  const all = [...said, ...kept];
  return all.length === 0 ? null : all.toSorted(byName);
}

/** What order metafields are kept in: of namespaces, then of keys. */
export function byName(one: MetafieldName, other: MetafieldName): number {
  if (one.namespace !== other.namespace) return one.namespace < other.namespace ? -1 : 1;
  return one.key < other.key ? -1 : 1;
}
