/** A row of stock. */
export interface StockRecord {
  readonly variantId: string;
  readonly available: number;
  readonly reserved: number;
  readonly sold: number;
  readonly received: number;
  readonly version: number;
}
