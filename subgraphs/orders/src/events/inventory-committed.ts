import { inventoryCommitted } from '@cartwright/events';
import { onFact, type FactHandler } from './on-fact.ts';

/** The stock is sold: the money can be taken. */
export const onInventoryCommitted: FactHandler = (dependencies) =>
  onFact(dependencies, inventoryCommitted, () => ({ type: 'stock-committed' }));
