/** What a buyer gives with `orderPlace`. */
export interface PlaceOrderInput {
  readonly idempotencyKey: string;
  readonly cartId: string;
  readonly email?: string | null | undefined;
  readonly shippingAddress: AddressInput;
  readonly shippingMethod: string;
  readonly expectedTotal: { readonly amount: string; readonly currencyCode: string };
  readonly paymentMethod: { readonly token: string };
}

/** A postal address as a client gives it. */
export interface AddressInput {
  readonly firstName: string;
  readonly lastName: string;
  readonly company?: string | null | undefined;
  readonly line1: string;
  readonly line2?: string | null | undefined;
  readonly city: string;
  readonly region?: string | null | undefined;
  readonly postalCode: string;
  readonly countryCode: string;
  readonly phone?: string | null | undefined;
}
