import { byName, isSameName, shopperLimits, type Metafield } from '@cartwright/metafields/rules';

/** What was said of two things that became one. */
export interface Joined {
  /** By namespace and key. */
  readonly metafields: readonly Metafield[];
  /** Whether all that was said is there. */
  readonly isWhole: boolean;
  /** How many characters more fit. */
  readonly room: number;
}

/** Joins what was said of two things: all of the first, and of the other what the first does not say, as long as it fits. */
export function joinMetafields(
  own: readonly Metafield[],
  others: readonly Metafield[],
  room: number,
): Joined {
  const joined = [...own];
  const left = { characters: room, isWhole: true };
  for (const one of others) {
    const present = own.find((other) => isSameName(one, other));
    const fits = joined.length < shopperLimits.count && one.value.length <= left.characters;
    if (present === undefined && fits) {
      joined.push(one);
      left.characters -= one.value.length;
    } else if (present === undefined || !saysTheSame(present, one)) left.isWhole = false;
  }
  return { metafields: joined.toSorted(byName), isWhole: left.isWhole, room: left.characters };
}

function saysTheSame(one: Metafield, other: Metafield): boolean {
  return one.type === other.type && one.value === other.value;
}
