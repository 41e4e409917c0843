/** What can happen to a variant's pieces, as its ledger has it. */
export type MovementKind =
  | 'OPENING'
  | 'RECEIVED'
  | 'ADJUSTED'
  | 'TRANSFERRED'
  | 'RESERVED'
  | 'SOLD'
  | 'RELEASED'
  | 'EXPIRED'
  | 'RETURNED'
  | 'POLICY'
  | 'REALLOCATED';

/** A change of a variant's stock. */
export interface StockMovement {
  /** Rises with each movement of a variant. */
  readonly id: number;
  readonly variantId: string;
  readonly kind: MovementKind;
  readonly available: number;
  readonly reserved: number;
  readonly sold: number;
  readonly availableAfter: number;
  readonly orderId: string | null;
  readonly staffId: string | null;
  readonly reason: string | null;
  readonly createdAt: Date;
  /** Where the pieces are or were; null for the default location. */
  readonly locationId: string | null;
  /** What the pieces came with; null for all that was not expected. */
  readonly inboundShipmentId: string | null;
}

/** For how long each movement is kept; what is older is summed up. */
export const ledgerKeptMs = 400 * 24 * 60 * 60 * 1000;

/** How many pieces a movement is about: negative where they left the store, or are offered no more, by what staff did. */
export function quantityMoved({ kind, available, reserved, sold }: StockMovement): number {
  switch (kind) {
    case 'RESERVED':
      return reserved;
    case 'SOLD':
      return sold;
    case 'REALLOCATED':
      return reserved + sold;
    case 'OPENING':
      return available + reserved + sold;
    case 'RECEIVED':
    case 'ADJUSTED':
    case 'TRANSFERRED':
    case 'RELEASED':
    case 'EXPIRED':
    case 'RETURNED':
    case 'POLICY':
      return available;
  }
}
