import type { MessageAddress } from '@cartwright/events';
import type { ContextInput } from '@cartwright/subgraph';
import type { CartContext } from './cart/context.ts';
import type { QuotedCart, QuotedLine } from './cart/door.ts';

/** What `Address` is resolved from. */
export type AddressRow = MessageAddress;
/** What `Cart` is resolved from. */
export type CartRow = QuotedCart;
/** What `CartLine` is resolved from. */
export type CartLineRow = QuotedLine;

/** What a resolver of carts is given. */
export interface Context extends ContextInput {
  readonly cart: CartContext;
}
