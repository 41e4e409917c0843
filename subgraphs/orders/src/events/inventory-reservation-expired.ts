import { inventoryReservationExpired } from '@cartwright/events';
import { onFact, type FactHandler } from './on-fact.ts';

/** The stock was set aside for too long. */
export const onInventoryReservationExpired: FactHandler = (dependencies) =>
  onFact(dependencies, inventoryReservationExpired, () => ({ type: 'reservation-expired' }));
