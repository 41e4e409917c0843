import type { FrozenMetafield } from '@cartwright/events';
import { createHash } from 'node:crypto';

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
  return { ...metafield, digest: digestOf(metafield) };
}

/** What buyers have said, as it goes with a cart that becomes an order. */
export function freezeMetafields(metafields: readonly Metafield[]): FrozenMetafield[] {
  return metafields.map(({ namespace, key, type, value }) => ({ namespace, key, type, value }));
}

/** What went with the cart, as the order keeps it: for whoever sees the order. */
export function thawMetafields(frozen: readonly FrozenMetafield[] | undefined): Metafield[] | null {
  if (frozen === undefined || frozen.length === 0) return null;
  return frozen.map((metafield) => ({ ...metafield, visibility: 'PUBLIC' }));
}
