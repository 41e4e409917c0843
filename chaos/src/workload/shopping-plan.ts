import type { Random } from '../random.ts';
import type { Shelves } from './stock-shelves.ts';

/** What one buyer will do. */
export interface ShoppingPlan {
  readonly lines: readonly { variantId: string; quantity: number }[];
  readonly token: string;
  readonly submitsTwice: boolean;
  /** How long after the order is accepted it is cancelled; undefined when it is not. */
  readonly cancelsAfterMs: number | undefined;
  readonly follows: 'subscription' | 'polling';
  /** What the buyer answers when the bank asks; undefined when never. */
  readonly decision: Decision | undefined;
}

/** A buyer's answer to the bank, and how long after the question. */
export interface Decision {
  readonly answer: 'approve' | 'decline';
  readonly afterMs: number;
}

const tokens: readonly [token: string, weight: number][] = [
  ['sim_ok', 66],
  ['sim_declined', 6],
  ['sim_insufficient_funds', 2],
  ['sim_duplicate_webhooks', 6],
  ['sim_reordered_webhooks', 5],
  ['sim_slow_success', 2],
  ['sim_late_success', 4],
  ['sim_capture_declined', 4],
  ['sim_server_error_once', 4],
  ['sim_action_required', 6],
  ['sim_timeout', 0.5],
];

/** Draws what a buyer will do. */
export function shoppingPlan(random: Random, shelves: Shelves): ShoppingPlan {
  const wantsHot = random.next() < 0.08 && shelves.hot.length > 0;
  const variants = wantsHot ? [random.pick(shelves.hot)] : someOf(random, shelves.full);
  return {
    lines: variants.map((variantId) => ({ variantId, quantity: wantsHot ? 1 : random.between(1, 3) })),
    token: drawToken(random),
    submitsTwice: random.next() < 0.1,
    cancelsAfterMs: random.next() < 0.1 ? random.between(0, 1500) : undefined,
    follows: random.next() < 0.7 ? 'subscription' : 'polling',
    decision: drawDecision(random),
  };
}

/** Most answer at once, some when their reservation is about to end, some not at all. */
function drawDecision(random: Random): Decision | undefined {
  if (random.next() < 0.1) return undefined;
  const isLate = random.next() < 0.2;
  return {
    answer: random.next() < 0.8 ? 'approve' : 'decline',
    afterMs: isLate ? random.between(20_000, 65_000) : random.between(100, 4000),
  };
}

function someOf(random: Random, variants: readonly string[]): string[] {
  const count = random.between(1, 3);
  return [...new Set(Array.from({ length: count }, () => random.pick(variants)))];
}

function drawToken(random: Random): string {
  let left = random.next() * tokens.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [token, weight] of tokens) {
    left -= weight;
    if (left < 0) return token;
  }
  return 'sim_ok';
}
