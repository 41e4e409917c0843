import { byName, isSameName, shopperLimits, type Metafield } from '@cartwright/metafields/rules';
import { privateLimits } from './set-private-metafields.ts';

/** What a cart or a line of it has beyond the schema. */
export interface Kept {
  readonly metafields: readonly Metafield[];
  readonly privateMetafields: readonly Metafield[];
}

/** How many characters more fit into a cart. */
export interface Room {
  readonly said: number;
  readonly kept: number;
}

/** What was said of two things that became one, and what staff kept of them. */
export interface Joined extends Kept {
  /** Whether all that was said is there. */
  readonly isWhole: boolean;
  readonly room: Room;
}

const nothing: Kept = { metafields: [], privateMetafields: [] };

/**
 * Joins what was said of two things: all of the first, and of the other what the first does not say, as long as it fits. What staff
 * kept goes the same way; no name is the buyer's and staff's at once.
 */
export function joinMetafields(own: Kept = nothing, others: Kept, room: Room): Joined {
  const said = join(own.metafields, others.metafields, {
    count: shopperLimits.count,
    room: room.said,
    taken: own.privateMetafields,
  });
  const kept = join(own.privateMetafields, others.privateMetafields, {
    count: privateLimits.count,
    room: room.kept,
    taken: said.metafields,
  });
  return {
    metafields: said.metafields,
    privateMetafields: kept.metafields,
    isWhole: said.isWhole,
    room: { said: said.room, kept: kept.room },
  };
}

interface Fitting {
  readonly count: number;
  readonly room: number;
  /** What has its name in the other list. */
  readonly taken: readonly Metafield[];
}

function join(own: readonly Metafield[], others: readonly Metafield[], { count, room, taken }: Fitting) {
  const joined = [...own];
  const left = { characters: room, isWhole: true };
  for (const one of others) {
    const present = own.find((other) => isSameName(one, other));
    const fits =
      joined.length < count &&
      one.value.length <= left.characters &&
      !taken.some((other) => isSameName(one, other));
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
