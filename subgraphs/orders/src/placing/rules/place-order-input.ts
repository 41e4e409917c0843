/** What a buyer gives with `orderPlace`; what is left out is the cart's. */
export interface PlaceOrderInput {
  readonly idempotencyKey: string;
  readonly cartId: string;
  readonly email?: string | null | undefined;
  /** `AddressInput`, read by `postalAddress`. */
  readonly shippingAddress?: unknown;
  /** Likewise. */
  readonly billingAddress?: unknown;
  readonly shippingMethod?: string | null | undefined;
  readonly expectedTotal: { readonly amount: string; readonly currencyCode: string };
  readonly paymentMethod: { readonly token: string };
  readonly returnUrl?: string | null | undefined;
  readonly newsletter?: boolean | null | undefined;
}
