/** Thrown when carts gave no usable answer in time; whether it froze the cart is not known. */
export class CartsUnavailable extends Error {
  override readonly name = 'CartsUnavailable';

  constructor(cause: unknown) {
    super('carts gave no answer', { cause });
  }
}
