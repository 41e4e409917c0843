import { graphqlClient, type GraphqlClient } from '../../support/graphql-client.ts';
import { fillCart, findVariant, guest, placeInput, placeOrder } from '../../support/shopper.ts';

/** A guest who has just placed an order. */
export interface GuestWithOrder {
  readonly token: string;
  readonly orderId: string;
  readonly client: GraphqlClient;
}

/** Places a guest's order; it is confirmed within moments. */
export async function orderOfGuest(url: string): Promise<GuestWithOrder> {
  const client = await guest(url);
  const variant = await findVariant(graphqlClient(url), 5);
  const cart = await fillCart(client, [{ variantId: variant.id, quantity: 1 }]);
  const order = await placeOrder(client, placeInput(cart));
  return { client, token: client.token ?? '', orderId: order.id };
}
