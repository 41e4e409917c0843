/** As many pieces as a cart can ever need: other domains never learn of more. */
export const announcedAtMost = 100;

const lowStockAtMost = 5;

/** The number of pieces that is announced to other domains. */
export function announcedAvailable(available: number): number {
  return Math.min(available, announcedAtMost);
}

/** How well a variant is in stock, as a shop shows it. */
export function availabilityStatus(available: number): 'IN_STOCK' | 'LOW_STOCK' | 'OUT_OF_STOCK' {
  if (available <= 0) return 'OUT_OF_STOCK';
  return available <= lowStockAtMost ? 'LOW_STOCK' : 'IN_STOCK';
}
