import type { StockLevel } from '../../catalogue/door.ts';

/** What a shop shows of a variant's stock. */
export type AvailabilityStatus = 'IN_STOCK' | 'LOW_STOCK' | 'BACKORDER' | 'PREORDER' | 'OUT_OF_STOCK';

/** As many pieces as a cart can ever need: other domains never learn of more. */
export const announcedAtMost = 100;

const lowStockAtMost = 5;

/** The number of pieces that is announced to other domains. */
export function announcedAvailable(available: number): number {
  return Math.max(0, Math.min(available, announcedAtMost));
}

/** How well a variant is in stock, as a shop shows it. What is not out yet is ordered beforehand, also where it is there. */
export function availabilityStatus({
  available,
  backorderLimit,
  whenSoldOut,
}: Omit<StockLevel, 'expectedAt'>): AvailabilityStatus {
  if (available <= 0) return 'OUT_OF_STOCK';
  if (whenSoldOut === 'PREORDER') return 'PREORDER';
  if (available <= backorderLimit) return 'BACKORDER';
  return available - backorderLimit <= lowStockAtMost ? 'LOW_STOCK' : 'IN_STOCK';
}

/** When what is bought now is expected to be there; null where it is, or nobody knows. */
export function expectedOf(level: StockLevel): Date | null {
  const status = availabilityStatus(level);
  return status === 'BACKORDER' || status === 'PREORDER' ? level.expectedAt : null;
}

/** A variant's stock as shoppers see it. */
export interface ShownAvailability {
  readonly status: AvailabilityStatus;
  readonly availableForSale: boolean;
  readonly quantityAvailable: number;
  readonly expectedAt: Date | null;
}

/** What shoppers see of a level. */
export function shownAvailability(level: StockLevel): ShownAvailability {
  return {
    status: availabilityStatus(level),
    availableForSale: level.available > 0,
    quantityAvailable: Math.max(0, level.available),
    expectedAt: expectedOf(level),
  };
}

/** Whether shoppers see the same. */
export function isSameAvailability(one: ShownAvailability, other: ShownAvailability): boolean {
  return (
    one.status === other.status &&
    one.quantityAvailable === other.quantityAvailable &&
    one.expectedAt?.getTime() === other.expectedAt?.getTime()
  );
}
