/** What a bundle saves against its parts, in minor units of one currency. */
export interface Saving {
  /** 0 where the bundle costs as much as its parts, or more. */
  readonly savedMinor: number;
  readonly partsTotalMinor: number;
}

/** Pieces of a part, and what each costs. */
export interface PricedPart {
  readonly quantity: number;
  readonly amountMinor: number;
}

/** Compares a bundle with its parts; null where that is more than amounts can say. */
export function savingOf(bundleMinor: number, parts: readonly PricedPart[]): Saving | null {
  const partsTotalMinor = parts.reduce((sum, { quantity, amountMinor }) => sum + quantity * amountMinor, 0);
  if (!Number.isSafeInteger(partsTotalMinor)) return null;
  return { savedMinor: Math.max(0, partsTotalMinor - bundleMinor), partsTotalMinor };
}
