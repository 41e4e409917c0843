import { currencies, type Currency } from '@cartwright/e2e/support/currencies.ts';
import type { Random } from '@cartwright/random';
import type { SampleCountry } from '@cartwright/sample-data';
import type { Shelves } from './stock-shelves.ts';

/** What one buyer will do. */
export interface ShoppingPlan {
  readonly lines: readonly { variantId: string; quantity: number }[];
  /** How many pieces of bundles are among them. */
  readonly bundles: number;
  readonly currency: Currency;
  /** The country that it is sent to. */
  readonly countryCode: SampleCountry;
  /** The delivery option. */
  readonly delivery: 'standard' | 'express';
  readonly token: string;
  readonly submitsTwice: boolean;
  /** How long after the order is accepted it is cancelled; undefined when it is not. */
  readonly cancelsAfterMs: number | undefined;
  readonly follows: 'subscription' | 'polling';
  /** What the buyer answers when the bank asks; undefined for never. */
  readonly decision: Decision | undefined;
}

/** A buyer's answer to the bank, and how long after the question. */
export interface Decision {
  readonly answer: 'approve' | 'decline';
  readonly afterMs: number;
}

const tokens: readonly (readonly [token: string, weight: number])[] = [
  ['sim_ok', 60],
  ['sim_card_red', 6],
  ['sim_blocked', 6],
  ['sim_declined', 1],
  ['sim_insufficient_funds', 1],
  ['sim_duplicate_webhooks', 6],
  ['sim_reordered_webhooks', 5],
  ['sim_slow_success', 2],
  ['sim_late_success', 4],
  ['sim_capture_declined', 4],
  ['sim_server_error_once', 4],
  ['sim_action_required', 6],
  ['sim_timeout', 0.5],
];

const countries: readonly SampleCountry[] = ['DE', 'FR', 'GB', 'CH', 'US'];

/** Draws what a buyer will do. */
export function shoppingPlan(random: Random, shelves: Shelves): ShoppingPlan {
  return {
    ...drawLines(random, shelves),
    currency: random.pick(currencies),
    countryCode: random.pick(countries),
    delivery: random.pick(['standard', 'express'] as const),
    token: random.pickWeighted(tokens),
    submitsTwice: random.next() < 0.1,
    cancelsAfterMs: random.next() < 0.1 ? random.integer(0, 1500) : undefined,
    follows: random.next() < 0.7 ? 'subscription' : 'polling',
    decision: drawDecision(random),
  };
}

/** Some want what runs out, and some a bundle: alone, or with one of its parts and other things beside it. */
function drawLines(random: Random, { full, hot, bundles }: Shelves): Pick<ShoppingPlan, 'lines' | 'bundles'> {
  const luck = random.next();
  if (luck < 0.08 && hot.length > 0)
    return { lines: [{ variantId: random.pick(hot), quantity: 1 }], bundles: 0 };
  const bundle = luck < 0.36 && bundles.length > 0 ? random.pick(bundles) : undefined;
  if (bundle === undefined) return { lines: linesOf(random, someOf(random, full)), bundles: 0 };
  const beside = random.chance(0.5) ? [random.pick(bundle.partIds), ...someOf(random, full)] : [];
  const quantity = random.integer(1, 2);
  const lines = [{ variantId: bundle.id, quantity }, ...linesOf(random, new Set(beside))];
  return { lines, bundles: quantity };
}

function linesOf(random: Random, variantIds: Iterable<string>): ShoppingPlan['lines'] {
  return Array.from(variantIds, (variantId) => ({ variantId, quantity: random.integer(1, 3) }));
}

/** Most answer at once, some when their reservation is about to end, some not at all. */
function drawDecision(random: Random): Decision | undefined {
  if (random.next() < 0.1) return undefined;
  const isLate = random.next() < 0.2;
  return {
    answer: random.next() < 0.8 ? 'approve' : 'decline',
    afterMs: isLate ? random.integer(20_000, 65_000) : random.integer(100, 4000),
  };
}

function someOf(random: Random, variants: readonly string[]): string[] {
  const count = random.integer(1, 3);
  return [...new Set(Array.from({ length: count }, () => random.pick(variants)))];
}
