export {
  announceMoved,
  lockPartsOf,
  lockStock,
  refreshBundlesOf,
  stockNewVariants,
} from './repository/stock.ts';
export { findAwaited, findOrdered } from './repository/kept-variants.ts';
export { recordLost } from './repository/movements.ts';
export { lockVariantStock } from './repository/policies.ts';
export { unreservedOf, type StockPolicy } from './rules/policy.ts';
export {
  holdUsedLocation,
  moveLocated,
  type LocationRefusal,
  type MoveRefusal,
} from './use-cases/move-located.ts';
export { adjustStock } from './use-cases/adjust-stock.ts';
