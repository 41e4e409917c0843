import type { Client } from 'undici';
import { ask } from './ask.ts';
import { cartInput, cartMutation, placeInput, placeMutation, type OrderableCart } from './order-inputs.ts';
import type { OrderWatch } from './order-watch.ts';

/** An order that has come to its end. */
export interface Bought {
  readonly status: string;
  readonly acceptedMs: number;
  readonly toldMs: number;
}

const sessionMutation = 'mutation { result: guestSessionCreate { tokens { accessToken } } }';
const orderQuery =
  'query ($id: ID!) { result: order(id: $id) { number status total { gross { amount currencyCode } } } }';

interface Placed {
  readonly __typename: string;
  readonly order?: { readonly id: string };
}

/** What a guest buys, and with whom. */
export interface Purchase {
  readonly client: Client;
  readonly variantId: string;
  readonly watch: OrderWatch;
  /** Waited for between the cart and the order. */
  readonly turn: () => Promise<void>;
}

/** The whole of a guest's checkout: four requests. @throws when one before the order is refused */
export async function buyAsGuest({ client, variantId, watch, turn }: Purchase): Promise<Bought> {
  const { tokens } = await ask<{ readonly tokens: { readonly accessToken: string } }>(client, {
    query: sessionMutation,
  });
  const asGuest = <Result>(query: string, variables: object): Promise<Result> =>
    ask(client, { query, variables, token: tokens.accessToken });
  const { cart } = await asGuest<{ readonly cart: OrderableCart }>(cartMutation, {
    input: cartInput([variantId]),
  });
  await turn();
  const startedAt = performance.now();
  const { order, __typename } = await asGuest<Placed>(placeMutation, { input: placeInput(cart) });
  const acceptedMs = performance.now() - startedAt;
  if (order === undefined) return { status: __typename, acceptedMs, toldMs: acceptedMs };
  const status = await watch.ended(order.id);
  const toldMs = performance.now() - startedAt;
  await asGuest(orderQuery, { id: order.id });
  return { status, acceptedMs, toldMs };
}
