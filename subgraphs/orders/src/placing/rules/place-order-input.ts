/** What a buyer gives with `orderPlace`. */
export interface PlaceOrderInput {
  readonly idempotencyKey: string;
  readonly cartId: string;
  readonly email?: string | null | undefined;
  /** `AddressInput`, read by `postalAddress`. */
  readonly shippingAddress: unknown;
  readonly shippingMethod: string;
  readonly expectedTotal: { readonly amount: string; readonly currencyCode: string };
  readonly paymentMethod: { readonly token: string };
}
