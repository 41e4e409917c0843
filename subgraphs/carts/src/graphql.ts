import type { MessageAddress } from '@cartwright/events';
import type { Connection } from '@cartwright/graph';
import type { MetafieldDefinition } from '@cartwright/metafields';
import type { ContextInput, ExportPart, PersonalDataContext } from '@cartwright/subgraph';
import type { CartContext } from './cart/context.ts';
import type { QuotedCart, QuotedLine } from './cart/door.ts';
import type { DiscountCodesContext } from './discount-codes/context.ts';
import type { FollowingContext } from './following/room.ts';
import type { MetafieldsContext } from './metafields/context.ts';
import type { OwnerType } from './metafields/repository.ts';
import type { EnteredCode } from './promotions/door.ts';
import type { PromotionsContext } from './promotions/context.ts';
import type { PromotionCode } from './promotions/repository/codes.ts';
import type { CountedPromotion } from './promotions/repository/promotions.ts';
import type { WishListsContext } from './wish-lists/context.ts';
import type { NamedList, WishList, WishListItem } from './wish-lists/rules/wish-list.ts';

/** What `Address` is resolved from. */
export type AddressRow = MessageAddress;
/** What `DataExport` is resolved from. */
export type DataExportRow = ExportPart;
/** What `Cart` is resolved from. */
export type CartRow = QuotedCart;
/** What `CartLine` is resolved from. */
export type CartLineRow = QuotedLine;
/** What `CartMetafieldDefinition` is resolved from. */
export type CartMetafieldDefinitionRow = MetafieldDefinition<OwnerType>;
/** What `CartMetafieldDefinitionConnection` is resolved from. */
export type CartMetafieldDefinitionConnectionRow = Connection<CartMetafieldDefinitionRow>;

/** What `CartDiscountCode` is resolved from. */
export type CartDiscountCodeRow = EnteredCode;
/** What `Promotion` is resolved from. */
export type PromotionRow = CountedPromotion;
/** What `PromotionConnection` is resolved from. */
export type PromotionConnectionRow = Connection<PromotionRow>;
/** What `PromotionCode` is resolved from. */
export type PromotionCodeRow = PromotionCode;
/** What `PromotionCodeConnection` is resolved from. */
export type PromotionCodeConnectionRow = Connection<PromotionCodeRow>;

/** What `WishList` is resolved from. */
export type WishListRow = WishList;
/** What `WishListItem` is resolved from. */
export type WishListItemRow = WishListItem;
/** What `WishListItemConnection` is resolved from. */
export type WishListItemConnectionRow = Connection<WishListItemRow>;
/** What `SharedWishList` is resolved from. */
export type SharedWishListRow = NamedList;
/** What `SharedWishListItem` is resolved from. */
export type SharedWishListItemRow = WishListItem;
/** What `SharedWishListItemConnection` is resolved from. */
export type SharedWishListItemConnectionRow = WishListItemConnectionRow;

/** What a resolver of carts is given. */
export interface Context extends ContextInput, PersonalDataContext, FollowingContext {
  readonly cart: CartContext;
  readonly metafields: MetafieldsContext;
  readonly promotions: PromotionsContext;
  readonly discountCodes: DiscountCodesContext;
  readonly wishLists: WishListsContext;
}
