import type { TestStore } from '@cartwright/stack/test-store';
import {
  cartInput,
  cartMutation,
  placeInput,
  placeMutation,
  type OrderableCart,
} from '../load/order-inputs.ts';
import { OrderWatch } from '../load/order-watch.ts';
import { databaseOf, variantsOf } from './goods.ts';
import { askOnce } from './guests.ts';

const lookEachMs = 20;

/** Somebody orders some things. @returns the order's id when it is confirmed */
export async function orderOf(store: TestStore, token: string, lines: number, quantity = 1): Promise<string> {
  const { origin } = new URL(store.graphqlUrl);
  const variantIds = (await variantsOf(store)).slice(0, lines);
  const { cart } = await askOnce<{ readonly cart: OrderableCart }>(origin, {
    query: cartMutation,
    token,
    variables: { input: cartInput(variantIds, quantity) },
  });
  const { order, __typename } = await askOnce<{
    readonly __typename: string;
    readonly order?: { readonly id: string };
  }>(origin, { query: placeMutation, token, variables: { input: placeInput(cart) } });
  if (order === undefined) throw new Error(`The order was not accepted: ${__typename}`);
  const watch = await OrderWatch.open(databaseOf(store, 'orders'), lookEachMs);
  const status = await watch.ended(order.id);
  await watch.close();
  if (status !== 'CONFIRMED') throw new Error(`The order is ${status}.`);
  return order.id;
}
