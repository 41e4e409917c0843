import { bothWays } from '@cartwright/testing';
import type { OrdersReplica } from './start-test-orders.ts';
import type { KnownViewer } from './operations.ts';

/** What staff's mutations answer, as the tests select it. */
export interface SeenStaffResult {
  readonly __typename: string;
  readonly parkedMessage?: SeenParkedMessage;
  readonly order?: { readonly id: string; readonly status: string };
  readonly action?: { readonly id: string };
  readonly status?: string;
}

/** A parked message as the tests select it. */
export interface SeenParkedMessage {
  readonly id: string;
  readonly domain: string;
  readonly consumer: string;
  readonly type: string;
  readonly businessId: string;
  readonly reason: string;
  readonly attempts: number;
  readonly state: string;
  readonly resolution: string | null;
}

const parkedFields = 'id domain consumer type businessId reason attempts state resolution';

const parcelFields =
  'id number status carrier trackingNumber trackingUrl lines { line { id } quantity } deliveredAt';
const shipmentFields = `fulfillment { ${parcelFields} }
  order { id version status fulfillmentStatus fulfillments { id } lines { id quantityShipped } timeline { code } }`;

const reviewFields = 'review { state decidedAt order { id status paymentStatus cancellation { reason } } }';

/** The operations of staff, each as a whole GraphQL operation. */
export const staffOperations = {
  parkedMessages: `query ($states: [ParkedMessageState!], ${bothWays.variables}) {
    result: parkedMessages(filters: { states: $states }, ${bothWays.pageArguments}) {
      nodes { ${parkedFields} } totalCount ${bothWays.pageInfo}
    } }`,
  stuckCheckouts: `query ($olderThanSeconds: Int, ${bothWays.variables}) {
    result: stuckCheckouts(filters: { olderThanSeconds: $olderThanSeconds }, ${bothWays.pageArguments}) {
      nodes { order { id status } step since attempt deadline waitsFor } totalCount
      ${bothWays.pageInfo}
    } }`,
  staffActions: `query ($target: ID, ${bothWays.variables}) {
    result: staffActions(filters: { target: $target }, ${bothWays.pageArguments}) {
      nodes { id action target reason at staff { id } } totalCount ${bothWays.pageInfo}
    } }`,
  paymentReviews: `query ($states: [PaymentReviewState!], ${bothWays.variables}) {
    result: paymentReviews(filters: { states: $states }, ${bothWays.pageArguments}) {
      nodes { order { id status } state reasons { code message } openedAt decideUntil decidedAt } totalCount
      ${bothWays.pageInfo}
    } }`,
  paymentReviewApprove: `mutation ($input: PaymentReviewApproveInput!) { result: paymentReviewApprove(input: $input) {
    __typename
    ... on PaymentReviewApproveSuccess { ${reviewFields} action { id } }
    ... on PaymentReviewClosedError { state order { id } }
    ... on InvalidInputError { fields { path code } }
  } }`,
  paymentReviewReject: `mutation ($input: PaymentReviewRejectInput!) { result: paymentReviewReject(input: $input) {
    __typename
    ... on PaymentReviewRejectSuccess { ${reviewFields} action { id } }
    ... on PaymentReviewClosedError { state order { id } }
    ... on InvalidInputError { fields { path code } }
  } }`,
  messagingLag: `{ result: messagingLag {
    domain unpublished oldestUnpublishedSeconds lastPublishedAt faults parked consumers { consumer source pending unacknowledged }
  } }`,
  parkedMessageReplay: `mutation ($input: ParkedMessageReplayInput!) { result: parkedMessageReplay(input: $input) {
    __typename
    ... on ParkedMessageReplaySuccess { parkedMessage { ${parkedFields} } action { id } }
    ... on ParkedMessageResolvedError { parkedMessage { ${parkedFields} } }
  } }`,
  parkedMessageDiscard: `mutation ($input: ParkedMessageDiscardInput!) { result: parkedMessageDiscard(input: $input) {
    __typename
    ... on ParkedMessageDiscardSuccess { parkedMessage { ${parkedFields} } action { id } }
    ... on ParkedMessageResolvedError { parkedMessage { ${parkedFields} } }
  } }`,
  orderFulfillmentCreate: `mutation ($input: OrderFulfillmentCreateInput!) {
    result: orderFulfillmentCreate(input: $input) {
      __typename
      ... on OrderFulfillmentCreateSuccess { ${shipmentFields} }
      ... on OrderNotFulfillableError { message status fulfillmentStatus }
      ... on FulfillmentExcessError { lines { line { sku } quantity quantityToShip } }
      ... on InvalidInputError { fields { path code } }
    } }`,
  orderFulfillmentTrackingUpdate: `mutation ($input: OrderFulfillmentTrackingUpdateInput!) {
    result: orderFulfillmentTrackingUpdate(input: $input) {
      __typename
      ... on OrderFulfillmentTrackingUpdateSuccess { ${shipmentFields} }
      ... on FulfillmentDeliveredError { deliveredAt }
      ... on InvalidInputError { fields { path code } }
    } }`,
  orderFulfillmentMarkDelivered: `mutation ($input: OrderFulfillmentMarkDeliveredInput!) {
    result: orderFulfillmentMarkDelivered(input: $input) {
      __typename
      ... on OrderFulfillmentMarkDeliveredSuccess { ${shipmentFields} }
    } }`,
  checkoutRedrive: `mutation ($input: CheckoutRedriveInput!) { result: checkoutRedrive(input: $input) {
    __typename
    ... on CheckoutRedriveSuccess { order { id status } action { id } }
    ... on CheckoutNotWaitingError { status }
  } }`,
  checkoutCancel: `mutation ($input: CheckoutCancelInput!) { result: checkoutCancel(input: $input) {
    __typename
    ... on CheckoutCancelSuccess { order { id status } action { id } }
    ... on OrderNotCancellableError { status }
  } }`,
} as const;

/** The name of an operation of staff. */
export type StaffOperation = keyof typeof staffOperations;

/** Sends one; any GraphQL error fails the test. */
export async function asStaff<Result>(
  orders: OrdersReplica,
  viewer: KnownViewer,
  name: StaffOperation,
  variables: object = {},
): Promise<Result> {
  const { data, errors } = await orders.graphql(viewer, staffOperations[name], variables);
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return (data as { result: Result }).result;
}
