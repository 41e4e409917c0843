import type { Resolvers } from '../generated/graphql.ts';
import { cartBuyerIdentityUpdate } from './cart-buyer-identity-update.ts';
import { cartCreate } from './cart-create.ts';
import { cartDeliveryOptionSelect } from './cart-delivery-option-select.ts';
import { cartLinesAdd } from './cart-lines-add.ts';
import { cartLinesRemove } from './cart-lines-remove.ts';
import { cartLinesUpdate } from './cart-lines-update.ts';
import { Cart, CartLine, cart } from './cart.ts';

/** The resolver map. */
export const resolvers: Resolvers = {
  Query: { cart },
  Mutation: {
    cartCreate,
    cartLinesAdd,
    cartLinesUpdate,
    cartLinesRemove,
    cartBuyerIdentityUpdate,
    cartDeliveryOptionSelect,
  },
  Cart,
  CartLine,
};
