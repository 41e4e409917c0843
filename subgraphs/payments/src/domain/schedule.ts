import type { ProviderCall } from './next-call.ts';

/** How long whoever pursues a payment has it to itself, before the sweeper takes it over. */
export const leaseMs = 15_000;

/** However long the provider was away, an order goes on within seconds of its return. */
const maxMs = 20_000;
const retry = { firstMs: 1_000, factor: 2, maxMs };
const lookup = { firstMs: 2_000, factor: 1.5, maxMs };

/** How long to wait after the n-th attempt (from 0) that brought nothing: 1 s … 20 s, exponentially. */
export function retryDelayMs(attempts: number): number {
  return delayMs(attempts, retry);
}

/** What becomes of a payment's turn once a fact is applied. */
export interface Turn {
  /** Null when there is nothing left to do. */
  readonly delayMs: number | null;
  readonly attempts: number;
  /** Whether whoever pursues it goes on at once. */
  readonly goOn: boolean;
}

/**
 * When to go on after an answer.
 * @param next what is to be done next
 * @param made what was answered; null for a webhook, which leaves the rest to the sweeper
 * @param attempts answers in a row that brought nothing
 */
export function turnAfter(next: ProviderCall | null, made: ProviderCall | null, attempts: number): Turn {
  if (next === null) return { delayMs: null, attempts: 0, goOn: false };
  if (next === 'lookup') {
    const looked = made === 'lookup' ? attempts + 1 : 0;
    return { delayMs: delayMs(looked, lookup), attempts: looked, goOn: false };
  }
  if (next === made) return { delayMs: retryDelayMs(attempts), attempts: attempts + 1, goOn: false };
  return made === null
    ? { delayMs: 0, attempts: 0, goOn: false }
    : { delayMs: leaseMs, attempts: 0, goOn: true };
}

function delayMs(attempts: number, { firstMs, factor, maxMs }: typeof retry): number {
  return Math.min(maxMs, Math.round(firstMs * factor ** Math.min(attempts, 30)));
}
