import type { MessageAddress } from '@cartwright/events';
import type { Connection } from '@cartwright/graph';
import type { MetafieldDefinition } from '@cartwright/metafields';
import type { ContextInput, ExportPart, PersonalDataContext } from '@cartwright/subgraph';
import type { AbandonmentContext } from './abandonment/context.ts';
import type { CartContext } from './cart/context.ts';
import type { QuotedCart, QuotedLine } from './cart/door.ts';
import type { DiscountCodesContext } from './discount-codes/context.ts';
import type { FollowingContext } from './following/room.ts';
import type { MetafieldsContext } from './metafields/context.ts';
import type { OwnerType } from './metafields/repository.ts';
import type { QuotedCode } from './pricing/door.ts';
import type { PromotionsContext } from './promotions/context.ts';
import type { PromotionCode } from './promotions/repository/codes.ts';
import type { CountedPromotion } from './promotions/repository/promotions.ts';
import type { SavedCartsContext } from './saved-carts/context.ts';
import type { TaxIdentityContext } from './tax-identity/room.ts';
import type { TaxesContext } from './taxes/context.ts';
import type { TaxClass, TaxSettings, TaxZone } from './taxes/repository/classes-and-zones.ts';
import type { CustomerExemption } from './taxes/repository/exemptions.ts';
import type { TaxRate } from './taxes/repository/rates.ts';
import type { TaxIdentity } from './taxes/door.ts';
import type { ClassInZone } from './taxes/use-cases/read-taxes.ts';
import type { WishListsContext } from './wish-lists/context.ts';
import type { NamedList, WishList, WishListItem } from './wish-lists/rules/wish-list.ts';

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

/** What `CartDiscountCode` is resolved from. */
export type CartDiscountCodeRow = QuotedCode;
/** What `Promotion` is resolved from. */
export type PromotionRow = CountedPromotion;
/** What `PromotionConnection` is resolved from. */
export type PromotionConnectionRow = Connection<PromotionRow>;
/** What `PromotionCode` is resolved from. */
export type PromotionCodeRow = PromotionCode;
/** What `PromotionCodeConnection` is resolved from. */
export type PromotionCodeConnectionRow = Connection<PromotionCodeRow>;
/** What `CartTaxIdentity` is resolved from. */
export type CartTaxIdentityRow = TaxIdentity;
/** What `TaxClass` is resolved from. */
export type TaxClassRow = TaxClass;
/** What `TaxZone` is resolved from. */
export type TaxZoneRow = TaxZone;
/** What `TaxZoneClass` is resolved from. */
export type TaxZoneClassRow = ClassInZone;
/** What `TaxRate` is resolved from. */
export type TaxRateRow = TaxRate;
/** What `TaxRateConnection` is resolved from. */
export type TaxRateConnectionRow = Connection<TaxRate>;
/** What `TaxSettings` is resolved from. */
export type TaxSettingsRow = TaxSettings;
/** What `CustomerTaxExemption` is resolved from. */
export type CustomerTaxExemptionRow = CustomerExemption;
/** What `CustomerTaxExemptionConnection` is resolved from. */
export type CustomerTaxExemptionConnectionRow = Connection<CustomerExemption>;

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
  readonly taxes: TaxesContext;
  readonly taxIdentity: TaxIdentityContext;
  readonly wishLists: WishListsContext;
  readonly savedCarts: SavedCartsContext;
  readonly abandonment: AbandonmentContext;
}
