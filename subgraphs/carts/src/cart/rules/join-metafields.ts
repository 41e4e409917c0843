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
  /** Whether there was room for whatever is not said otherwise, by the buyer and by staff. */
  readonly fits: boolean;
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
    isWhole: said.isWhole && said.fits,
    fits: said.fits && kept.fits,
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
  const left = { characters: room, isWhole: true, fits: true };
  for (const one of others) {
    const present = own.find((other) => isSameName(one, other));
    const hasRoom =
      joined.length < count &&
      one.value.length <= left.characters &&
      !taken.some((other) => isSameName(one, other));
    if (present !== undefined) left.isWhole &&= saysTheSame(present, one);
    else if (hasRoom) {
      joined.push(one);
      left.characters -= one.value.length;
    } else left.fits = false;
  }
  const { characters, isWhole, fits } = left;
  return { metafields: joined.toSorted(byName), isWhole, fits, room: characters };
}

function saysTheSame(one: Metafield, other: Metafield): boolean {
  return one.type === other.type && one.value === other.value;
}
