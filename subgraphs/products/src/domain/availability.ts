/** As many pieces as a cart can ever need; what is above is not told to other domains. */
export const toldAvailableAtMost = 100;

const lowStockAtMost = 5;

/** What other domains are told of a level. */
export function toldAvailable(available: number): number {
  return Math.min(available, toldAvailableAtMost);
}

/** Whether a level is worth a remark. */
export function availabilityStatus(available: number): 'IN_STOCK' | 'LOW_STOCK' | 'OUT_OF_STOCK' {
  if (available <= 0) return 'OUT_OF_STOCK';
  return available <= lowStockAtMost ? 'LOW_STOCK' : 'IN_STOCK';
}
