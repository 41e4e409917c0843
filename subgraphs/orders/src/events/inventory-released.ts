import { inventoryReleased } from '@cartwright/events';
import { onFact, type FactHandler } from './on-fact.ts';

/** The stock is back. */
export const onInventoryReleased: FactHandler = (dependencies) =>
  onFact(dependencies, inventoryReleased, () => ({ type: 'stock-released' }));
