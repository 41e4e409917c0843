export { consumes as cartHandlers } from './events.ts';
export type { CartStore, CartStores, Dependencies, OwnedCart, ReservedUses, StoresWithin } from './ports.ts';
export { storesWithin } from './repository/cart-store.ts';
export { lockLeft, markLeft, orderedAsCopies, type LeftCart } from './repository/left-carts.ts';
export { type CartMark, markCarts } from './repository/mark-carts.ts';
export { countSaved, deleteCart, listSaved } from './repository/saved-carts.ts';
export { findCarts, findCartsInUse } from './repository/read-carts.ts';
export {
  cartNotActive,
  cartRefused,
  cartSuccess,
  cartTooLarge,
  lineNotFound,
  variantUnavailable,
} from './resolvers/cart-result.ts';
export { addLines, type AddLinesOutcome } from './rules/add-lines.ts';
export { basketOf, type Destination, destinationOf } from './rules/basket-of.ts';
export { copyLines, type Copying } from './rules/copy-lines.ts';
export { joinMetafields, type Kept } from './rules/join-metafields.ts';
export { maxCodes } from './rules/join-codes.ts';
export { linePrice } from './rules/line-price.ts';
export { type BuyerIdentity, type Cart, type CartLine, newCart, unknownBuyer } from './rules/cart.ts';
export { isOpen } from './rules/cart-status.ts';
export { completedMs, leftByGuestMs } from './rules/cart-expiry.ts';
export { asSeenAt, freezeTtlMs, hasExpired } from './rules/freeze-expiry.ts';
export { clampQuantity, maxQuantity } from './rules/quantity.ts';
export { quoteCart, type QuotedCart, type QuotedLine } from './rules/quote-cart.ts';
export { roomIn } from './rules/set-cart-metafields.ts';
export { privateRoomIn } from './rules/set-private-metafields.ts';
export { type LineNotFound, removeLines } from './rules/update-lines.ts';
export type { Warning } from './rules/warning.ts';
export { metafieldsRemoved, noMore, quantityClamped } from './rules/warnings.ts';
export { adoptCarts, adoptForViewer } from './use-cases/adopt-carts.ts';
export { mergeInto } from './use-cases/merge-into.ts';
export { openCart } from './use-cases/carts-in-use.ts';
export { changeCart, type CartChanged, type CartRefused, storeChanged } from './use-cases/change-cart.ts';
export { changeExisting, type CartOfViewer } from './use-cases/change-existing.ts';
export { findOffersOf } from './use-cases/find-offers-of.ts';
export { giveBackUsesOf, reopenCarts } from './use-cases/reopen-cart.ts';
export { transactCarts } from './use-cases/transact-carts.ts';
