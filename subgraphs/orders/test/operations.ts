import type { Statements } from '@cartwright/database';
import type { GraphqlAnswer, TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import type { Tables } from '../src/generated/tables.ts';
import type { OrdersReplica } from './start-test-orders.ts';

/** A viewer with an id. */
export type KnownViewer = TestViewer & { readonly id: string };

/** A new customer. */
export function newCustomer(more: Partial<KnownViewer> = {}): KnownViewer {
  return { id: uuidv7(), role: 'CUSTOMER', ...more };
}

/** A member of the staff. */
export const staff: KnownViewer = { id: '01990000-0000-7000-8000-00000000aaaa', role: 'STAFF' };

/** An order as the tests select it. */
export interface SeenOrder {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly paymentStatus: string;
  readonly payUntil: string | null;
  readonly version: number;
  readonly timeline: readonly { readonly version: number; readonly code: string; readonly status: string }[];
  readonly cancellation: {
    readonly reason: string;
    readonly message: string;
    readonly requestedAt: string;
    readonly cancelledAt: string | null;
  } | null;
  readonly lines: readonly {
    readonly id: string;
    readonly sku: string;
    readonly variant: { readonly id: string };
  }[];
  readonly total: { readonly gross: { readonly amount: string } };
  readonly customer: { readonly id: string };
}

/** What `orderPlace` and `orderCancel` answer: the order of a success, or the fields of an error. */
export interface SeenResult {
  readonly __typename: string;
  readonly order: SeenOrder;
  readonly message: string;
  readonly field: string;
  readonly status: string;
  readonly reason: string;
  readonly fields: readonly { readonly path: readonly string[]; readonly code: string }[];
  readonly actualTotal: { readonly amount: string };
  readonly variantIds: readonly string[];
}

const orderFields = `fragment OrderFields on Order {
  id number status paymentStatus payUntil version
  timeline { version code status }
  cancellation { reason message requestedAt cancelledAt }
  lines { id sku variant { id } }
  total { gross { amount } }
  customer { id }
}`;

/** A valid input of `orderPlace` for a new cart. */
export function placeInput(more: object = {}) {
  return {
    idempotencyKey: uuidv7(),
    cartId: uuidv7(),
    email: 'shopper@example.com',
    shippingAddress: {
      firstName: 'Sam',
      lastName: 'Shopper',
      line1: '1 Example Street',
      city: 'Berlin',
      postalCode: '10115',
      countryCode: 'DE',
    },
    shippingMethod: 'standard',
    expectedTotal: { amount: '102.90', currencyCode: 'EUR' },
    paymentMethod: { token: 'sim_ok' },
    ...more,
  };
}

/** Sends `orderPlace` and gives the whole answer. */
export function sendPlace(orders: OrdersReplica, viewer: KnownViewer, input: object): Promise<GraphqlAnswer> {
  return orders.graphql(
    viewer,
    `mutation ($input: OrderPlaceInput!) { result: orderPlace(input: $input) {
      __typename
      ... on OrderPlaceSuccess { order { ...OrderFields } }
      ... on UserError { message }
      ... on InvalidInputError { fields { path code } }
      ... on PriceChangedError { actualTotal { amount } }
      ... on OutOfStockError { variantIds }
    } } ${orderFields}`,
    { input },
  );
}

/** Places an order; any GraphQL error fails the test. */
export async function place(orders: OrdersReplica, viewer: KnownViewer, input: object): Promise<SeenResult> {
  return resultOf(await sendPlace(orders, viewer, input)) as SeenResult;
}

/** Asks for an order to be cancelled. */
export async function cancel(
  orders: OrdersReplica,
  viewer: KnownViewer,
  orderId: string,
  reason?: string,
): Promise<SeenResult> {
  const answer = await orders.graphql(
    viewer,
    `mutation ($input: OrderCancelInput!) { result: orderCancel(input: $input) {
      __typename
      ... on OrderCancelSuccess { order { ...OrderFields } }
      ... on UserError { message }
      ... on OrderNotCancellableError { status }
    } } ${orderFields}`,
    { input: { orderId, reason } },
  );
  return resultOf(answer) as SeenResult;
}

/** Pays an order in another way; any GraphQL error fails the test. */
export async function retryPayment(
  orders: OrdersReplica,
  viewer: KnownViewer,
  input: {
    readonly orderId: string;
    readonly token?: string;
    readonly returnUrl?: string;
    readonly key?: string;
  },
): Promise<SeenResult> {
  const { orderId, token = 'sim_ok', returnUrl = null, key = uuidv7() } = input;
  const answer = await orders.graphql(
    viewer,
    `mutation ($input: OrderPaymentRetryInput!) { result: orderPaymentRetry(input: $input) {
      __typename
      ... on OrderPaymentRetrySuccess { order { ...OrderFields } }
      ... on UserError { message }
      ... on PaymentRetryUnavailableError { reason order { ...OrderFields } }
      ... on InvalidInputError { fields { path code } }
    } } ${orderFields}`,
    { input: { idempotencyKey: key, orderId, paymentMethod: { token }, returnUrl } },
  );
  return resultOf(answer) as SeenResult;
}

/** An order by its id, as the viewer sees it. */
export async function readOrder(
  orders: OrdersReplica,
  viewer: KnownViewer,
  id: string,
): Promise<SeenOrder | null> {
  const query = `query ($id: ID!) { result: order(id: $id) { ...OrderFields } } ${orderFields}`;
  return resultOf(await orders.graphql(viewer, query, { id })) as SeenOrder | null;
}

/** The id of an order's present payment, which only payments shows. */
export async function paymentIdOf(
  { database }: { readonly database: { readonly statements: Statements<Tables> } },
  orderId: string,
): Promise<string> {
  const row = await database.statements
    .selectFrom('orders')
    .select('paymentId')
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow();
  return row.paymentId;
}

/** What an event of `orderStatusChanged` has. */
export interface SeenStep {
  readonly orderStatusChanged: {
    readonly version: number;
    readonly status: string;
    readonly entry: { readonly code: string };
    readonly order: {
      readonly id: string;
      readonly version: number;
      readonly status: string;
      readonly paymentStatus: string;
      readonly payUntil: string | null;
    };
  };
}

/** Follows an order. */
export function follow(orders: OrdersReplica, viewer: KnownViewer, orderId: string, afterVersion?: number) {
  return orders.subscribe<SeenStep>(
    viewer,
    `subscription ($orderId: ID!, $afterVersion: Int) {
      orderStatusChanged(orderId: $orderId, afterVersion: $afterVersion) {
        version status entry { code } order { id version status paymentStatus payUntil }
      }
    }`,
    { orderId, ...(afterVersion === undefined ? {} : { afterVersion }) },
  );
}

function resultOf({ data, errors }: GraphqlAnswer): unknown {
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return (data as { result: unknown }).result;
}
