import type { Client } from 'undici';
import { newClient } from './addresses.ts';
import { askForAnswer } from './ask.ts';
import type { VendureJob, VendureResult } from './jobs.ts';

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

/** So many guests at once, each of whom buys one piece and reads the order. */
export async function runVendureCheckouts(job: VendureJob): Promise<VendureResult> {
  const { origin, clients, checkouts, variantIds } = job;
  const startedAt = performance.now();
  const failures: string[] = [];
  let paid = 0;
  let begun = 0;
  const buyer = async (): Promise<void> => {
    while (begun < checkouts) {
      const variantId = variantIds[begun++ % variantIds.length] ?? '';
      const client = newClient(origin);
      const state = await buyFromVendure(client, variantId).catch((error: unknown) => String(error));
      if (state === 'PaymentSettled') paid += 1;
      else failures.push(state);
      await client.close();
    }
  };
  await Promise.all(Array.from({ length: clients }, buyer));
  return { paid, failures: failures.slice(0, 5), elapsedMs: performance.now() - startedAt };
}

/** A guest's checkout in Vendure: eight requests, the payment with the seventh. @returns the order's state @throws when one is refused */
async function buyFromVendure(client: Client, variantId: string): Promise<string> {
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
  await session.ask(read, { code });
  return state;
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
