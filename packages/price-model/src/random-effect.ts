import type { Random } from '@cartwright/random';
import type { Effect, PromotionClass, Selection, Tier } from './cart.ts';

const classes: readonly PromotionClass[] = ['PRODUCT', 'ORDER', 'SHIPPING'];

/** Shares that divide seldom, and all and nothing of an amount. */
const shares = [0, 1, 333, 1_500, 2_000, 3_333, 1_000, 1_000, 2_500, 5_000, 6_667, 10_000];

const amounts = [0n, 1n, 50n, 100n, 299n, 500n, 1_000n, 20_000n];

/** Each effect as likely as the others. `bounds` are amounts that tiers may begin at. */
export function randomEffect(random: Random, bounds: readonly bigint[], selection: () => Selection): Effect {
  const effects: readonly (() => Effect)[] = [
    () => ({ kind: 'PERCENTAGE', of: random.pick(classes), basisPoints: random.pick(shares) }),
    () => ({ kind: 'FIXED_AMOUNT', of: random.pick(classes), amountMinor: random.pick(amounts) }),
    () => ({ kind: 'FIXED_PRICE', amountMinor: random.pick(amounts) }),
    () => ({
      kind: 'BUY_X_GET_Y',
      buys: selection(),
      buyQuantity: random.integer(1, 3),
      getQuantity: random.integer(1, 2),
      basisPoints: random.pick(shares),
      maxApplications: random.pick([null, 1, 2]),
    }),
    () => ({
      kind: 'BUNDLE_PRICE',
      quantity: random.integer(1, 4),
      amountMinor: random.pick(amounts),
      maxApplications: random.pick([null, 1, 2]),
    }),
    () => ({ kind: 'TIERED', tiers: randomTiers(random, bounds) }),
    () => ({
      kind: 'GIFT',
      variantId: random.pick(['variant-1-1', 'variant-1-2', 'variant-2-1', 'variant-3-1', 'variant-9-9']),
      quantity: random.integer(1, 5),
    }),
    () => ({
      kind: 'FREE_SHIPPING',
      options: random.pick([[], ['standard'], ['express', 'pick-up']]),
      maximumMinor: random.pick([null, null, 499n, 500n]),
    }),
  ];
  return random.pick(effects)();
}

/** One to three, in any order; no two from the same amount. */
function randomTiers(random: Random, bounds: readonly bigint[]): Tier[] {
  const froms = random.shuffle([...new Set([0n, ...bounds])]).slice(0, random.integer(1, 3));
  return froms.map((fromMinor) => ({
    fromMinor,
    off: random.chance(0.5) ? { basisPoints: random.pick(shares) } : { amountMinor: random.pick(amounts) },
  }));
}
