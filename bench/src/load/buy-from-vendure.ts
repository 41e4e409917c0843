import type { Client } from 'undici';
import { askForAnswer } from './ask.ts';

const add = `mutation ($id: ID!) { result: addItemToOrder(productVariantId: $id, quantity: 1) {
  ... on Order { code } ... on ErrorResult { message } } }`;
const customer = `mutation ($input: CreateCustomerInput!) { result: setCustomerForOrder(input: $input) {
  ... on Order { id } ... on ErrorResult { message } } }`;
const address = `mutation ($input: CreateAddressInput!) { result: setOrderShippingAddress(input: $input) {
  ... on Order { id } ... on ErrorResult { message } } }`;
const methods = '{ result: eligibleShippingMethods { id } }';
const method = `mutation ($id: [ID!]!) { result: setOrderShippingMethod(shippingMethodId: $id) {
  ... on Order { id } ... on ErrorResult { message } } }`;
const arrange = `mutation { result: transitionOrderToState(state: "ArrangingPayment") {
  ... on Order { state } ... on OrderStateTransitionError { message } } }`;
const pay = `mutation ($input: PaymentInput!) { result: addPaymentToOrder(input: $input) {
  ... on Order { code state } ... on ErrorResult { message } } }`;
const read = 'query ($code: String!) { result: orderByCode(code: $code) { code state totalWithTax } }';

const recipient = {
  fullName: 'Ada Lovelace',
  streetLine1: 'Hauptstraße 1',
  city: 'Berlin',
  postalCode: '10115',
  countryCode: 'DE',
};

/** A guest's checkout in Vendure: eight requests, the payment with the seventh. @throws when one is refused, or the order is not paid */
export async function buyFromVendure(client: Client, variantId: string): Promise<void> {
  const session = new VendureSession(client);
  const { code } = await session.ask<{ readonly code: string }>(add, { id: variantId });
  const emailAddress = `${code.toLowerCase()}@example.com`;
  await session.ask(customer, { input: { firstName: 'Ada', lastName: 'Lovelace', emailAddress } });
  await session.ask(address, { input: recipient });
  const [first] = await session.ask<readonly { readonly id: string }[]>(methods);
  await session.ask(method, { id: [first?.id] });
  await session.ask(arrange);
  const payment = { method: 'card', metadata: {} };
  const { state } = await session.ask<{ readonly state: string }>(pay, { input: payment });
  if (state !== 'PaymentSettled') throw new Error(`${code} is ${state}.`);
  await session.ask(read, { code });
}

/** Requests of one visitor: the token comes with the first answer. */
class VendureSession {
  readonly #client: Client;
  #token: string | undefined;

  constructor(client: Client) {
    this.#client = client;
  }

  async ask<Result>(query: string, variables: object = {}): Promise<Result> {
    const question = { query, variables, token: this.#token, path: '/shop-api' };
    const { result, headers } = await askForAnswer<Result>(this.#client, question);
    const token = headers['vendure-auth-token'];
    if (typeof token === 'string') this.#token = token;
    return result;
  }
}
