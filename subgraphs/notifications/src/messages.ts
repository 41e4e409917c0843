import { handleCustomerRegistered } from './events/customer-registered.ts';
import { handleGuestClaimed } from './events/guest-claimed.ts';
import { handleOrderCancelled } from './events/order-cancelled.ts';
import { handleOrderConfirmed } from './events/order-confirmed.ts';
import type { NotificationsRepository } from './repository/notifications-repository.ts';
import type { UseCases } from './use-cases/mod.ts';

/** One handler for every message that notifications takes; it sends none. */
export const consumes = (useCases: UseCases, repository: NotificationsRepository) => [
  handleOrderConfirmed(useCases),
  handleOrderCancelled(useCases),
  handleCustomerRegistered(useCases),
  handleGuestClaimed(repository),
];
