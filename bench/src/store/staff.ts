import type { TestStore } from '@cartwright/stack/test-store';
import { randomUUID } from 'node:crypto';
import { askOnce } from './guests.ts';

const signIn = `mutation ($input: SessionCreateInput!) { result: sessionCreate(input: $input) {
  ... on SecondFactorRequiredError { challenge } } }`;
const confirm = `mutation ($input: SessionSecondFactorConfirmInput!) {
  result: sessionSecondFactorConfirm(input: $input) { ... on SessionCreateSuccess { tokens { accessToken } } } }`;
const linesQuery = 'query ($id: ID!) { result: order(id: $id) { lines { id } } }';
const parcelMutation = `mutation ($input: OrderFulfillmentCreateInput!) { result: orderFulfillmentCreate(input: $input) {
  ... on OrderFulfillmentCreateSuccess { __typename } ... on UserError { message } } }`;

/** Signs the owner of the sample shop in; once per store, for each one-time code is taken once. @returns their token */
export async function staffToken(store: TestStore): Promise<string> {
  const { origin } = new URL(store.graphqlUrl);
  const input = { email: 'staff@example.com', password: store.staff.password };
  const { challenge } = await askOnce<{ readonly challenge: string }>(origin, {
    query: signIn,
    variables: { input },
  });
  const code = await store.staffCode();
  const { tokens } = await askOnce<{ readonly tokens: { readonly accessToken: string } }>(origin, {
    query: confirm,
    variables: { input: { challenge, code } },
  });
  return tokens.accessToken;
}

/** Sends one piece of an order: a step that whoever follows it is told. */
export async function sendParcel(store: TestStore, token: string, orderId: string): Promise<void> {
  const { origin } = new URL(store.graphqlUrl);
  const order = await askOnce<{ readonly lines: readonly { readonly id: string }[] }>(origin, {
    query: linesQuery,
    token,
    variables: { id: orderId },
  });
  const lines = order.lines.slice(0, 1).map(({ id }) => ({ lineId: id, quantity: 1 }));
  const input = { idempotencyKey: randomUUID(), orderId, carrier: 'DHL', lines };
  await askOnce(origin, { query: parcelMutation, token, variables: { input } });
}
