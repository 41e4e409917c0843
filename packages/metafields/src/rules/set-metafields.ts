import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import { byName, digestOf, isSameName, type Metafield, type MetafieldName } from './metafield.ts';
import type { MetafieldChange, MetafieldChanges, MetafieldLimits, MetafieldRemoval } from './read-changes.ts';

/** A metafield is not what was read any more; undefined when it is gone, or never was. */
export interface MetafieldChanged {
  readonly kind: 'metafield-changed';
  readonly name: MetafieldName;
  readonly metafield: Metafield | undefined;
}

/** There would be more metafields than an owner may have. */
export interface TooManyMetafields {
  readonly kind: 'too-many-metafields';
  readonly limit: number;
  /** Where in what was asked for the metafields of that owner are; left out where it is all of one. */
  readonly within?: readonly string[];
}

/** All metafields of an owner after a change, by namespace and key. */
export interface MetafieldsSet {
  readonly kind: 'set';
  readonly metafields: readonly Metafield[];
  /** Whether anything is different. */
  readonly isChanged: boolean;
}

/** Changes an owner's metafields: all that is asked for, or nothing. What is to be removed and is not there is left out. */
export function setMetafields(
  before: readonly Metafield[],
  { set, remove }: MetafieldChanges,
  { count: limit }: Pick<MetafieldLimits, 'count'>,
): MetafieldsSet | MetafieldChanged | TooManyMetafields | InvalidInput {
  const find = (name: MetafieldName) => before.find((one) => isSameName(one, name));
  const stale = [...set, ...remove].find((change) => !isAsRead(change, find(change)));
  if (stale !== undefined) {
    const { namespace, key } = stale;
    return { kind: 'metafield-changed', name: { namespace, key }, metafield: find(stale) };
  }
  const named: readonly MetafieldName[] = [...set, ...remove];
  const kept = before.filter((one) => !named.some((other) => isSameName(one, other)));
  const metafields = [...kept, ...set.map((change) => changed(change, find(change)))].toSorted(byName);
  if (metafields.length > Math.max(limit, before.length)) return { kind: 'too-many-metafields', limit };
  const bytes = bytesIn(metafields);
  if (bytes > maxBytes && bytes > bytesIn(before)) return tooMuch;
  return { kind: 'set', metafields, isChanged: !isSameList(before, metafields) };
}

/** Of all values of one owner together: lists read those of each owner that they show. */
const maxBytes = 64 * 1024;

const tooMuch = invalidInput(
  invalidField(['metafields'], 'TOO_LONG', 'Please use at most 64 KiB in all metafields of it together.'),
);

function bytesIn(metafields: readonly Metafield[]): number {
  return metafields.reduce((sum, { value }) => sum + Buffer.byteLength(value), 0);
}

function isAsRead(
  { compareDigest }: MetafieldChange | MetafieldRemoval,
  present: Metafield | undefined,
): boolean {
  if (compareDigest === undefined) return true;
  return compareDigest === (present === undefined ? '' : digestOf(present));
}

function changed(change: MetafieldChange, present: Metafield | undefined): Metafield {
  const { namespace, key, type, value } = change;
  const visibility = change.visibility ?? present?.visibility ?? 'PRIVATE';
  return { namespace, key, type, value, visibility };
}

function isSameList(before: readonly Metafield[], after: readonly Metafield[]): boolean {
  return (
    before.length === after.length &&
    after.every((one) => before.some((other) => isSameName(one, other) && digestOf(one) === digestOf(other)))
  );
}
