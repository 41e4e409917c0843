import { inventoryReserved } from '@cartwright/events';
import { onFact, type FactHandler } from './on-fact.ts';

/** Stock is set aside: the payment can begin. */
export const onInventoryReserved: FactHandler = (dependencies) =>
  onFact(dependencies, inventoryReserved, ({ expiresAt }) => ({
    type: 'stock-reserved',
    expiresAt: new Date(expiresAt),
  }));
