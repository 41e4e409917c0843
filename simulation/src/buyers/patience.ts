import type { World } from '../world/world.ts';

/** How often a buyer tries before giving up. */
export const patience = 60;

/** Exponential back-off with jitter, as apps use it. */
export function backoffMs({ random }: World, attempt: number): number {
  return random.integer(200, Math.min(30_000, 1000 * 2 ** attempt));
}
