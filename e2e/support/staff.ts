import { randomUUID } from 'node:crypto';
import { waitFor } from '@cartwright/testing';
import { graphqlClient, type GraphqlClient } from './graphql-client.ts';
import { signIn } from './shopper.ts';

/** A member of the staff, signed in. */
export function staffClient(url: string): Promise<GraphqlClient> {
  return signIn(graphqlClient(url), 'staff@example.com', 'let-me-work-2026');
}

/** Sets a variant's price in EUR. */
export async function setPrice(staff: GraphqlClient, variantId: string, amount: string): Promise<void> {
  const { result } = await staff.ask<{ result: { __typename: string } }>(
    `mutation ($input: VariantPriceUpdateInput!) { result: variantPriceUpdate(input: $input) { __typename } }`,
    { input: { variantId, price: { amount, currencyCode: 'EUR' } } },
  );
  if (result.__typename !== 'VariantPriceUpdateSuccess') throw new Error(result.__typename);
}

/** Plans a sale of a variant in EUR that no test lives to see. */
export async function planSale(staff: GraphqlClient, variantId: string): Promise<void> {
  const times = { startsAt: '2050-01-01T00:00:00Z', endsAt: '2050-01-02T00:00:00Z' };
  await staff.ask(
    `mutation ($input: VariantPricesUpdateInput!) { variantPricesUpdate(input: $input) { __typename } }`,
    { input: { prices: [{ variantId, price: { amount: '5.00', currencyCode: 'EUR' }, ...times }] } },
  );
}

/** Plans a flash offer of a variant with a queue, far from now. */
export async function planFlashOffer(staff: GraphqlClient, variantId: string): Promise<string> {
  const times = { startsAt: '2051-01-01T00:00:00Z', endsAt: '2051-01-02T00:00:00Z' };
  const price = { amount: '0.35', currencyCode: 'EUR' };
  const { result } = await staff.ask<{ result: { flashOffer: { id: string } } }>(
    `mutation ($input: FlashOfferCreateInput!) { result: flashOfferCreate(input: $input) {
      ... on FlashOfferCreateSuccess { flashOffer { id } } } }`,
    { input: { variantId, price, budget: 3, limitPerCustomer: 1, isQueued: true, ...times } },
  );
  return result.flashOffer.id;
}

/** Has a price list say what a variant costs from a time on that no test lives to see. */
export async function planListedPrice(staff: GraphqlClient, variantId: string): Promise<void> {
  const input = { name: `Planned for ${variantId}`, currency: 'EUR', startsAt: '2052-01-01T00:00:00Z' };
  const { made } = await staff.ask<{ made: { priceList?: { id: string } } }>(
    `mutation ($input: PriceListCreateInput!) { made: priceListCreate(input: $input) {
      ... on PriceListCreateSuccess { priceList { id } } } }`,
    { input },
  );
  const prices = [{ variantId, prices: [{ price: { amount: '0.36', currencyCode: 'EUR' } }] }];
  await staff.ask(
    `mutation ($input: PriceListPricesUpdateInput!) { priceListPricesUpdate(input: $input) { __typename } }`,
    { input: { priceListId: made.priceList?.id, prices } },
  );
}

/** Adds pieces to a variant's available stock, or removes some. */
export async function adjustStock(staff: GraphqlClient, variantId: string, delta: number): Promise<void> {
  const { result } = await staff.ask<{ result: { __typename: string } }>(
    `mutation ($input: VariantStockAdjustInput!) { result: variantStockAdjust(input: $input) { __typename } }`,
    { input: { idempotencyKey: randomUUID(), variantId, delta } },
  );
  if (result.__typename !== 'VariantStockAdjustSuccess') throw new Error(result.__typename);
}

/** A waiting checkout, as staff see it. */
export interface WaitingCheckout {
  readonly step: string;
  readonly attempt: number;
  readonly waitsFor: readonly string[];
  readonly order: { readonly id: string; readonly status: string };
}

/** An order's checkout while it waits for something, for however short a time. */
export async function waitingCheckout(
  staff: GraphqlClient,
  orderId: string,
): Promise<WaitingCheckout | undefined> {
  const { stuckCheckouts } = await staff.ask<{ stuckCheckouts: { nodes: WaitingCheckout[] } }>(
    `{ stuckCheckouts(filters: { olderThanSeconds: 0 }, first: 100) {
        nodes { step attempt waitsFor order { id status } } } }`,
  );
  return stuckCheckouts.nodes.find(({ order }) => order.id === orderId);
}

/** The backlog of one subgraph: in its outbox and in its consumers. */
export interface Lag {
  readonly domain: string;
  readonly unpublished: number | null;
  /** What keeps its messages from flowing. */
  readonly faults: readonly string[] | null;
  readonly lastPublishedAt: string | null;
  readonly parked: number;
  readonly consumers:
    { readonly consumer: string; readonly pending: number; readonly unacknowledged: number }[] | null;
}

/** The backlog of every subgraph. */
export async function messagingLag(staff: GraphqlClient): Promise<Lag[]> {
  const { messagingLag: lag } = await staff.ask<{ messagingLag: Lag[] }>(
    `{ messagingLag {
        domain unpublished oldestUnpublishedSeconds lastPublishedAt faults parked
        consumers { consumer pending unacknowledged } } }`,
  );
  return lag;
}

/** How many messages one consumer has not handled yet, those in progress included. */
export async function waitingFor(staff: GraphqlClient, consumer: string): Promise<number | undefined> {
  const consumers = (await messagingLag(staff)).flatMap((lag) => lag.consumers ?? []);
  const found = consumers.find((one) => one.consumer === consumer);
  return found && found.pending + found.unacknowledged;
}

/** Says that a customer pays no tax, once carts know the customer. */
export async function exemptFromTax(
  staff: GraphqlClient,
  customerId: string,
  ground: string,
  reason?: string,
): Promise<void> {
  await waitFor(
    async () => {
      const { result } = await staff.ask<{ result: { __typename: string } }>(
        `mutation ($input: CustomerTaxExemptionSetInput!) { result: customerTaxExemptionSet(input: $input) { __typename } }`,
        { input: { customerId, ground, reason } },
      );
      return result.__typename === 'CustomerTaxExemptionSetSuccess';
    },
    { describe: 'carts to know the customer' },
  );
}
