import type { ProviderCall } from './next-call.ts';

/** How long a payment is leased to whoever pursues it, before the sweeper takes it over. */
export const leaseMs = 15_000;

/** Until when a lease holds that begins now. */
export function leaseEnd(now: Date): Date {
  return new Date(now.getTime() + leaseMs);
}

/** However long the provider was unavailable, an order continues within seconds of its return. */
const maxMs = 20_000;
const retry = { firstMs: 1_000, factor: 2, maxMs };
const lookup = { firstMs: 2_000, factor: 1.5, maxMs };

/** Back-off after the n-th attempt (from 0) without progress: 1 s … 20 s, exponentially. */
export function retryDelayMs(attempts: number): number {
  return delayMs(attempts, retry);
}

/** When a payment is taken up again after an attempt without progress. */
export function retryOf(
  { attempts }: { readonly attempts: number },
  now: Date,
): { readonly attempts: number; readonly nextAttemptAt: Date } {
  return { attempts: attempts + 1, nextAttemptAt: new Date(now.getTime() + retryDelayMs(attempts)) };
}

/** When a payment's next attempt is, once a fact is applied. */
export interface Turn {
  /** Null when there is nothing left to do. */
  readonly delayMs: number | null;
  readonly attempts: number;
  /** Whether the current pursuit continues with it at once. */
  readonly goOn: boolean;
}

/**
 * When to continue after a fact.
 * @param next the call that is needed next
 * @param made the call that was answered; null for a webhook, which leaves the rest to the sweeper
 * @param attempts attempts in a row without progress
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
