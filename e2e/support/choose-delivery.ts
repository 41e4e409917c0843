import type { Price } from '@cartwright/invariants';
import { parseDecimal } from '@cartwright/money';
import type { Money } from './shopper.ts';

/** A client that sends operations to the gateway. */
interface Asking {
  ask<Data>(query: string, variables: Record<string, unknown>): Promise<Data>;
}

interface SelectResult {
  readonly __typename: string;
  readonly cart?: {
    readonly cost: {
      readonly subtotal: Money;
      readonly shipping: Money | null;
      readonly tax: Money;
      readonly total: { readonly gross: Money };
    };
  };
}

const selectDelivery = `mutation Deliver($input: CartDeliveryOptionSelectInput!) {
  cartDeliveryOptionSelect(input: $input) { __typename ... on CartSuccess { cart { cost {
    subtotal { amount currencyCode } shipping { amount currencyCode } tax { amount currencyCode }
    total { gross { amount currencyCode } } } } } } }`;

/** Chooses a cart's delivery option. @returns the price that its buyer is shown then */
export async function chooseDelivery(client: Asking, cartId: string, code: string): Promise<Price> {
  const { cartDeliveryOptionSelect: result } = await client.ask<{ cartDeliveryOptionSelect: SelectResult }>(
    selectDelivery,
    { input: { cartId, code } },
  );
  if (result.cart === undefined) throw new Error(`No delivery option ${code}: ${result.__typename}`);
  const { subtotal, shipping, tax, total } = result.cart.cost;
  return {
    currency: total.gross.currencyCode,
    subtotalMinor: toMinor(subtotal),
    discountMinor: 0,
    shippingMinor: shipping === null ? 0 : toMinor(shipping),
    taxMinor: toMinor(tax),
    totalMinor: toMinor(total.gross),
  };
}

/** Converts an amount of the API into minor units. */
export function toMinor({ amount, currencyCode }: Money): number {
  return parseDecimal(amount, currencyCode);
}
