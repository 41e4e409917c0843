import type { EnteredCode } from '../../promotions/door.ts';

/** The most codes that a cart has. */
export const maxCodes = 10;

/** Codes of two carts that become one: all of the first, then those of the other, each once, in any case, as many as a cart has. */
export function joinCodes(own: readonly EnteredCode[], others: readonly EnteredCode[]): EnteredCode[] {
  const codes = new Map<string, EnteredCode>();
  for (const entered of [...own, ...others]) {
    const key = entered.code.toUpperCase();
    if (!codes.has(key)) codes.set(key, entered);
  }
  return [...codes.values()].slice(0, maxCodes);
}
