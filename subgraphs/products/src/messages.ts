import {
  inventoryCommitRefused,
  inventoryCommitted,
  inventoryReleased,
  inventoryReservationExpired,
  inventoryReservationRefused,
  inventoryReserved,
  stockChanged,
  variantChanged,
} from '@cartwright/events';
import type { MessageHandler } from '@cartwright/messaging';
import { handleCustomerRegistered } from './events/customer-registered.ts';
import { handleInventoryCommit } from './events/inventory-commit.ts';
import { handleInventoryRelease } from './events/inventory-release.ts';
import { handleInventoryReserve } from './events/inventory-reserve.ts';
import type { Transaction } from './repository/database.ts';
import type { StockWithin } from './repository/stock-store.ts';

/** Every message that products sends. */
export const publishes = [
  variantChanged,
  stockChanged,
  inventoryReserved,
  inventoryReservationRefused,
  inventoryCommitted,
  inventoryCommitRefused,
  inventoryReleased,
  inventoryReservationExpired,
];

/** One handler for every message that products takes. */
export const consumes = (stockWithin: StockWithin): MessageHandler<Transaction>[] => [
  handleInventoryReserve(stockWithin),
  handleInventoryCommit(stockWithin),
  handleInventoryRelease(stockWithin),
  handleCustomerRegistered(),
];
