import type { Transaction } from '@cartwright/database';
import type { CartFreezeRequest, CartFreezeResponse } from '@cartwright/events';
import type { HeldKey } from '@cartwright/idempotency';
import type { Tables } from '../generated/tables.ts';
import type { NewOrder, Order } from '../order/door.ts';

/** What is stored when an order is placed. */
export interface PlacedOrder extends NewOrder {
  /** The idempotency key that stands for the order from now on, as this attempt holds it. */
  readonly key: HeldKey;
}

/** Where placed orders are stored. */
export interface PlacedOrders {
  /**
   * Stores orders and completes their keys.
   * @returns their numbers, by index; undefined for one that is not stored, because another attempt has placed the order or taken
   *   the key over
   */
  readonly insert: (
    tx: Transaction<Tables>,
    placed: readonly PlacedOrder[],
  ) => Promise<(string | undefined)[]>;
  /** Frees the key for another order. @returns false, and nothing happens, when this attempt no longer holds it */
  readonly abandon: (tx: Transaction<Tables>, key: HeldKey) => Promise<boolean>;
  /** An order by its id; undefined when there is none. */
  readonly find: (orderId: string) => Promise<Order | undefined>;
}

/** What is passed on of the request that asks for it. */
export interface CallHeaders {
  readonly requestId: string;
  readonly traceparent: string;
}

/** Has carts freeze a cart for an order. @throws CartsUnavailable */
export type FreezeCart = (request: CartFreezeRequest, headers: CallHeaders) => Promise<CartFreezeResponse>;

/** Thrown when carts gave no usable answer in time; whether it froze the cart is not known. */
export class CartsUnavailable extends Error {
  override readonly name = 'CartsUnavailable';

  constructor(cause: unknown) {
    super('carts gave no answer', { cause });
  }
}
