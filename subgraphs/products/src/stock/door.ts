export { lockMoves, lockPartsOf, lockStock } from './repository/lock-stock.ts';
export { announceMoved, refreshBundlesOf, stockNewVariants } from './repository/stock.ts';
export { findAwaited, findOrdered } from './repository/kept-variants.ts';
export { recordLost } from './repository/movements.ts';
export { unreservedOf, type StockPolicy } from './rules/policy.ts';
export {
  holdUsedLocation,
  moveLocated,
  type LocationRefusal,
  type MoveRefusal,
} from './use-cases/move-located.ts';
export { adjustLocated } from './use-cases/adjust-located.ts';
