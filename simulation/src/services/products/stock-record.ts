/** A row of stock. */
export interface StockRecord {
  readonly variantId: string;
  readonly available: number;
  readonly reserved: number;
  readonly sold: number;
  readonly received: number;
  /** How many may be sold beyond what is there. */
  readonly backorderLimit: number;
  /** Then it has no pieces of its own. */
  readonly isBundle?: boolean;
  readonly version: number;
}
