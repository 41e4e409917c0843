export { consumes as freezingHandlers } from './events.ts';
export {
  type Dependencies as FreezingDependencies,
  type FreezingStores,
  type OrderOutcomes,
  unlimitedUses,
} from './ports.ts';
export type { OrderOutcome } from './rules/order-outcome.ts';
export { type FreezeCart, freezingCarts } from './use-cases/freeze-carts.ts';
