import { unmetConditions, type PromotionBuyer, type Unmet } from './conditions.ts';
import type { PromotedLine } from './line.ts';
import { classOf, type Candidate, type Promotion, type PromotionClass } from './promotion.ts';
import { amountOff, seesNoChange, takeOff, type Rests, type TakenOff } from './take-off.ts';

/** A cart that promotions are tried on. */
export interface PromotedCart {
  readonly lines: readonly PromotedLine[];
  /** Code of the way that it is sent; null while none is chosen. */
  readonly deliveryOption: string | null;
  readonly buyer: PromotionBuyer;
}

/** A promotion that took something off. */
export interface AppliedPromotion extends Candidate {
  readonly off: TakenOff;
}

/** A promotion that took nothing off, and why. */
export interface RefusedPromotion extends Candidate {
  readonly why: readonly Unmet[] | 'NOTHING_TO_TAKE_OFF' | { readonly doesNotCombineWith: string };
}

/** What promotions made of a cart. */
export interface Promoted {
  readonly applied: readonly AppliedPromotion[];
  readonly refused: readonly RefusedPromotion[];
  readonly rests: Rests;
}

/**
 * Takes off what the promotions of one class take off, the one of the highest priority first; of one priority that which takes off most,
 * then by the id. One that does not combine with those that were taken is refused. Conditions on amounts look at `looksAt`.
 */
export function applyClass(
  which: PromotionClass,
  cart: PromotedCart & { readonly looksAt: readonly number[] },
  before: Promoted,
  candidates: readonly Candidate[],
): Promoted {
  const { lines, buyer, looksAt } = cart;
  const tried = candidates
    .filter(({ promotion }) => classOf(promotion) === which)
    .map((candidate) => ({
      candidate,
      unmet: unmetConditions(candidate.promotion, lines, { ...buyer, rests: looksAt }),
    }));
  const unmet = tried.filter((one) => one.unmet.length > 0);
  const refused = unmet.map(({ candidate, unmet: why }) => ({ ...candidate, why }));
  const eligible = tried.filter((one) => one.unmet.length === 0).map(({ candidate }) => candidate);
  const start: Promoted = { ...before, refused: [...before.refused, ...refused] };
  return byPriority(eligible).reduce((state, equals) => applyEquals(equals, cart, state), start);
}

/** Candidates by priority, the highest first. */
function byPriority(candidates: readonly Candidate[]): (readonly Candidate[])[] {
  const groups = Map.groupBy(candidates, ({ promotion }) => promotion.priority);
  return [...groups].toSorted(([one], [other]) => other - one).map(([, equals]) => equals);
}

/** Tries candidates of one priority; what the others would take off changes with each that is taken. */
function applyEquals(equals: readonly Candidate[], cart: PromotedCart, before: Promoted): Promoted {
  const known: KnownAmounts = new Map();
  let state = before;
  let left = equals;
  while (left.length > 0) {
    const ranked = rank(left, { cart, rests: state.rests, known });
    const taken = ranked.findIndex((candidate) => whyNot(candidate, state) === null);
    const passed = taken === -1 ? ranked : ranked.slice(0, taken);
    state = passed.reduce(refuse, state);
    const next = ranked[taken];
    if (next !== undefined) state = apply(next, cart, state);
    left = taken === -1 ? [] : ranked.slice(taken + 1).map(({ candidate }) => candidate);
  }
  return state;
}

/** A candidate with all that it would take off, in minor units. */
interface Ranked {
  readonly candidate: Candidate;
  readonly offMinor: number;
}

/** What candidates would take off, and where the cart stood when it was worked out. */
type KnownAmounts = Map<Candidate, { readonly offMinor: number; readonly rests: Rests }>;

/** What each takes off now: the most first, then by their ids. */
function rank(
  candidates: readonly Candidate[],
  at: { readonly cart: PromotedCart; readonly rests: Rests; readonly known: KnownAmounts },
): readonly Ranked[] {
  return candidates
    .map((candidate) => ({ candidate, offMinor: offNow(candidate, at) }))
    .toSorted(
      (one, other) =>
        other.offMinor - one.offMinor || byId(one.candidate.promotion, other.candidate.promotion),
    );
}

/** Worked out anew only where something else was taken off what the promotion looks at. */
function offNow(
  candidate: Candidate,
  {
    cart,
    rests,
    known,
  }: { readonly cart: PromotedCart; readonly rests: Rests; readonly known: KnownAmounts },
): number {
  const { promotion } = candidate;
  const before = known.get(candidate);
  if (before !== undefined && seesNoChange(promotion, cart.lines, { before: before.rests, now: rests })) {
    return before.offMinor;
  }
  const offMinor = amountOff(promotion, cart, rests);
  known.set(candidate, { offMinor, rests });
  return offMinor;
}

function byId(one: Promotion, other: Promotion): number {
  return one.id < other.id ? -1 : 1;
}

/** Why a promotion is not taken beside those that are; null when it is. */
function whyNot(
  { candidate: { promotion }, offMinor }: Ranked,
  { applied }: Promoted,
): RefusedPromotion['why'] | null {
  if (offMinor === 0) return 'NOTHING_TO_TAKE_OFF';
  const other = applied.find((one) => !combine(one.promotion, promotion));
  return other === undefined ? null : { doesNotCombineWith: other.promotion.id };
}

function refuse(state: Promoted, ranked: Ranked): Promoted {
  const why = whyNot(ranked, state);
  if (why === null) return state;
  const { promotion, code } = ranked.candidate;
  return { ...state, refused: [...state.refused, { promotion, code, why }] };
}

function apply(
  { candidate: { promotion, code } }: Ranked,
  cart: PromotedCart,
  { applied, refused, rests }: Promoted,
): Promoted {
  const off = takeOff(promotion, cart, rests);
  const lines = rests.lines.map((rest, index) => rest - (off.lines[index] ?? 0));
  const shippingMinor = rests.shippingMinor === null ? null : rests.shippingMinor - off.shippingMinor;
  return { applied: [...applied, { promotion, code, off }], refused, rests: { lines, shippingMinor } };
}

/** Whether two promotions may be used together: each names the other's class. */
function combine(one: Promotion, other: Promotion): boolean {
  return one.combinesWith.includes(classOf(other)) && other.combinesWith.includes(classOf(one));
}
