import type { Line, Promotion } from './cart.ts';
import { sumOf } from './divide.ts';
import { classOf, offOf, type Rests } from './effects.ts';
import { compareMinor } from './pieces.ts';
import type { Applied, Off, Refused } from './priced-cart.ts';

/** What was taken so far, what was refused, and what is left. */
export interface Taken {
  readonly promotions: readonly Promotion[];
  readonly applied: readonly Applied[];
  readonly refused: readonly Refused[];
  readonly rests: Rests;
}

/** Takes what can be taken of one class's usable promotions, by priority, the larger first. */
export function takeClass(usable: readonly Promotion[], lines: readonly Line[], before: Taken): Taken {
  const priorities = [...new Set(usable.map(({ priority }) => priority))].sort((left, right) => right - left);
  return priorities.reduce((taken, priority) => {
    const ofPriority = usable.filter((promotion) => promotion.priority === priority);
    return takePriority(ofPriority, lines, taken);
  }, before);
}

/** Ranks those of one priority, takes the first that can be, refuses those before it, and ranks those behind it anew. */
function takePriority(candidates: readonly Promotion[], lines: readonly Line[], taken: Taken): Taken {
  const ranked = candidates
    .map((promotion) => ({ promotion, off: offOf(promotion, lines, taken.rests) }))
    .sort(
      (left, right) =>
        compareMinor(amountOf(right.off), amountOf(left.off)) || byId(left.promotion, right.promotion),
    );
  const first = ranked.findIndex(
    ({ promotion, off }) =>
      amountOf(off) > 0n && taken.promotions.every((other) => doCombine(promotion, other)),
  );
  const refused = ranked.slice(0, first === -1 ? ranked.length : first).map(({ promotion, off }) => ({
    promotionId: promotion.id,
    reason: amountOf(off) === 0n ? ('TAKES_NOTHING_OFF' as const) : ('DOES_NOT_COMBINE' as const),
  }));
  const chosen = ranked[first];
  if (chosen === undefined) return { ...taken, refused: [...taken.refused, ...refused] };
  const behind = ranked.slice(first + 1).map(({ promotion }) => promotion);
  return takePriority(behind, lines, {
    promotions: [...taken.promotions, chosen.promotion],
    applied: [...taken.applied, { promotionId: chosen.promotion.id, off: chosen.off }],
    refused: [...taken.refused, ...refused],
    rests: without(taken.rests, chosen.off),
  });
}

/** "Two combine when each names the other's class." */
function doCombine(left: Promotion, right: Promotion): boolean {
  return (
    left.combinesWith.includes(classOf(right.effect)) && right.combinesWith.includes(classOf(left.effect))
  );
}

function amountOf(off: Off): bigint {
  return sumOf(off.linesMinor) + off.deliveryMinor;
}

function without(rests: Rests, off: Off): Rests {
  return {
    linesMinor: rests.linesMinor.map((rest, line) => rest - (off.linesMinor[line] ?? 0n)),
    delivery: rests.delivery && {
      ...rests.delivery,
      restMinor: rests.delivery.restMinor - off.deliveryMinor,
    },
  };
}

/** By UTF-16 code units, as ids that are UUIDs sort in a database too. */
export function byId(left: { readonly id: string }, right: { readonly id: string }): number {
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}
