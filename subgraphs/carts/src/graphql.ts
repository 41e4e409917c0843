import type { MessageAddress } from '@cartwright/events';
import type { Connection } from '@cartwright/graph';
import type { MetafieldDefinition } from '@cartwright/metafields';
import type { ContextInput, ExportPart, PersonalDataContext } from '@cartwright/subgraph';
import type { AbandonmentContext } from './abandonment/context.ts';
import type { CartContext } from './cart/context.ts';
import type { QuotedCart, QuotedLine } from './cart/door.ts';
import type { FollowingContext } from './following/room.ts';
import type { MetafieldsContext } from './metafields/context.ts';
import type { OwnerType } from './metafields/repository.ts';
import type { SavedCartsContext } from './saved-carts/context.ts';
import type { WishListsContext } from './wish-lists/context.ts';
import type { WishList, WishListItem } from './wish-lists/rules/wish-list.ts';

/** What `Address` is resolved from. */
export type AddressRow = MessageAddress;
/** What `DataExport` is resolved from. */
export type DataExportRow = ExportPart;
/** What `Cart` is resolved from. */
export type CartRow = QuotedCart;
/** What `CartConnection` is resolved from. */
export type CartConnectionRow = Connection<CartRow>;
/** What `CartLine` is resolved from. */
export type CartLineRow = QuotedLine;
/** What `CartMetafieldDefinition` is resolved from. */
export type CartMetafieldDefinitionRow = MetafieldDefinition<OwnerType>;
/** What `CartMetafieldDefinitionConnection` is resolved from. */
export type CartMetafieldDefinitionConnectionRow = Connection<CartMetafieldDefinitionRow>;

/** What `WishList` is resolved from. */
export type WishListRow = WishList;
/** What `WishListItem` is resolved from. */
export type WishListItemRow = WishListItem;
/** What `SharedWishList` is resolved from. */
export type SharedWishListRow = WishList;
/** What `SharedWishListItem` is resolved from. */
export type SharedWishListItemRow = WishListItem;

/** What a resolver of carts is given. */
export interface Context extends ContextInput, PersonalDataContext, FollowingContext {
  readonly cart: CartContext;
  readonly metafields: MetafieldsContext;
  readonly wishLists: WishListsContext;
  readonly savedCarts: SavedCartsContext;
  readonly abandonment: AbandonmentContext;
}
