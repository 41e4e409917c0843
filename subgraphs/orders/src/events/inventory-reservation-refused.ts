import { inventoryReservationRefused } from '@cartwright/events';
import { onFact, type FactHandler } from './on-fact.ts';

/** There is not enough stock. */
export const onInventoryReservationRefused: FactHandler = (dependencies) =>
  onFact(dependencies, inventoryReservationRefused, () => ({ type: 'stock-refused' }));
