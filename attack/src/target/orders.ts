import { randomUUID } from 'node:crypto';
import {
  fillCart,
  findVariant,
  must,
  newGuest,
  placeInput,
  placeMutation,
  type PlacedOrder,
  type SignedIn,
} from './people.ts';
import type { Target } from './target.ts';
import { until } from './until.ts';

/** Orders one piece of something, to be sent to a house. @returns its id; undefined when it was not accepted */
export async function buy(
  buyer: SignedIn,
  variantId: string,
  { token, house }: { readonly token?: string; readonly house?: string } = {},
): Promise<string | undefined> {
  const input = placeInput(await fillCart(buyer, variantId), token);
  if (house !== undefined) input.shippingAddress = { ...input.shippingAddress, line1: house };
  const { order } = await must<{ readonly order?: PlacedOrder }>(buyer, placeMutation, { input });
  return order?.id;
}

/** One where nobody else buys: many cards at one address are remembered of it. */
export function newHouse(): string {
  return `Alte Gasse ${Math.floor(Math.random() * 900) + 1} ${randomUUID().replaceAll(/[^a-f]/g, '')}`;
}

/** How an order stands. */
export interface Outcome {
  readonly status: string;
  readonly paymentStatus: string;
}

/** What has become of an order, when its checkout waits for nobody, or for staff or its buyer. */
export function outcomeOf(buyer: SignedIn, id: string): Promise<Outcome> {
  const isUnderWay = ({ status, paymentStatus }: Outcome): boolean =>
    (status === 'CREATED' || status === 'PENDING') && !['IN_REVIEW', 'DECLINED'].includes(paymentStatus);
  return until(
    () => must<Outcome>(buyer, `{ result: order(id: "${id}") { status paymentStatus } }`),
    (outcome) => !isUnderWay(outcome),
    30_000,
  );
}

/** Pays with one card from four accounts, so that the last waits for staff. */
export async function orderInReview(
  target: Target,
): Promise<{ readonly buyer: SignedIn; readonly id: string; readonly last: Outcome }> {
  const { id: variantId } = await findVariant(target.newVisitor());
  const token = `sim_card_${randomUUID().replaceAll('-', '')}`;
  for (let account = 0; ; account += 1) {
    const buyer = await newGuest(target.newVisitor());
    const id = await buy(buyer, variantId, { token, house: newHouse() });
    if (id === undefined) throw new Error('The order was not accepted.');
    const last = await outcomeOf(buyer, id);
    if (account === 3) return { buyer, id, last };
  }
}
