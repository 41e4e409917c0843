/** Where the pieces of a transfer are: on their way, at their destination, or back where they came from. */
export type StockTransferStatus = 'IN_TRANSIT' | 'RECEIVED' | 'CANCELLED';

/** Pieces of a variant. */
export interface TransferLine {
  readonly variantId: string;
  readonly quantity: number;
}

/** Pieces on their way from one location to another. */
export interface StockTransfer {
  readonly id: string;
  readonly fromLocationId: string;
  readonly toLocationId: string;
  readonly status: StockTransferStatus;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly lines: readonly TransferLine[];
}
