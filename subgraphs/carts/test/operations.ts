import type { TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { addressIn } from './sample-cart.ts';
import type { TestCarts } from './start-test-carts.ts';

/** A viewer with an id. */
export type KnownViewer = TestViewer & { readonly id: string };

/** A new customer. */
export function newCustomer(more: Partial<KnownViewer> = {}): KnownViewer {
  return { id: uuidv7(), role: 'CUSTOMER', ...more };
}

/** A new guest. */
export function newGuest(): KnownViewer {
  return { id: uuidv7(), role: 'GUEST' };
}

/** A cart as the tests select it. */
export interface SeenCart {
  readonly id: string;
  readonly status: string;
  readonly currencyCode: string;
  readonly totalQuantity: number;
  readonly lines: readonly {
    readonly id: string;
    readonly quantity: number;
    readonly title: string;
    readonly variant: { readonly id: string };
    readonly unitPrice: { readonly amount: string };
    readonly total: { readonly amount: string };
  }[];
  readonly cost: {
    readonly subtotal: { readonly amount: string };
    readonly shipping: { readonly amount: string } | null;
    readonly tax: { readonly amount: string };
    readonly total: {
      readonly gross: { readonly amount: string };
      readonly net: { readonly amount: string };
    };
  };
  readonly buyerIdentity: { readonly email: string | null; readonly countryCode: string | null };
  readonly deliveryOptions: readonly {
    readonly code: string;
    readonly price: { readonly amount: string };
    readonly cartTotal: { readonly amount: string };
  }[];
  readonly selectedDeliveryOption: { readonly code: string } | null;
  readonly warnings: readonly { readonly code: string; readonly message: string; readonly target: string }[];
}

/** The answer of a mutation: the cart of a success, or the fields of an error. */
export interface SeenResult {
  readonly __typename: string;
  readonly cart: SeenCart;
  readonly warnings: readonly { readonly code: string; readonly message: string; readonly target: string }[];
  readonly message: string;
  readonly status: string;
  readonly variantId: string;
  readonly path: readonly string[];
  readonly fields: readonly { readonly path: readonly string[]; readonly code: string }[];
}

const cartFields = `fragment CartFields on Cart {
  id status currencyCode totalQuantity
  lines { id quantity title variant { id } unitPrice { amount } total { amount } }
  cost { subtotal { amount } shipping { amount } tax { amount } total { gross { amount } net { amount } } }
  buyerIdentity { email countryCode }
  deliveryOptions { code price { amount } cartTotal { amount } }
  selectedDeliveryOption { code }
  warnings { code message target }
}`;

/** Sends one cart mutation by its name and input. */
export async function mutate(
  { graphql }: TestCarts,
  viewer: KnownViewer,
  name: string,
  input: object,
): Promise<SeenResult> {
  const inputType = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const { data, errors } = await graphql(
    viewer,
    `mutation ($input: ${inputType}) { result: ${name}(input: $input) {
      __typename
      ... on CartSuccess { cart { ...CartFields } warnings { code message target } }
      ... on UserError { message ... on InvalidInputError { fields { path code } } ... on TooManyMetafieldsError { path }
        ... on CartNotActiveError { status } ... on VariantUnavailableError { variantId } }
    } } ${cartFields}`,
    { input },
  );
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('; '));
  return (data as { result: SeenResult }).result;
}

/** Creates a cart with these quantities by variant id. */
export async function createCart(
  carts: TestCarts,
  viewer: KnownViewer,
  quantities: Readonly<Record<string, number>> = {},
): Promise<SeenCart> {
  const lines = Object.entries(quantities).map(([variantId, quantity]) => ({ variantId, quantity }));
  const result = await mutate(carts, viewer, 'cartCreate', { idempotencyKey: uuidv7(), lines });
  if (result.__typename !== 'CartSuccess') throw new Error(`${result.__typename}: ${result.message}`);
  return result.cart;
}

/** The viewer's cart by id, or the one in use. */
export async function readCart(
  { graphql }: TestCarts,
  viewer: KnownViewer | null,
  id?: string,
): Promise<SeenCart | null> {
  const { data } = await graphql(
    viewer,
    `
      query ($id: ID) {
        cart(id: $id) {
          ...CartFields
        }
      }
      ${cartFields}
    `,
    { id },
  );
  return (data as { cart: SeenCart | null }).cart;
}

/** What orders sends for a cart of this customer; by default with standard delivery to Germany. */
export function freezeRequest(cart: Pick<SeenCart, 'id'>, customer: KnownViewer, more: object = {}): object {
  return {
    cartId: cart.id,
    orderId: uuidv7(),
    customerId: customer.id,
    shippingMethod: 'standard',
    email: 'sam@example.com',
    shippingAddress: addressIn('DE'),
    currency: 'EUR',
    ...more,
  };
}
