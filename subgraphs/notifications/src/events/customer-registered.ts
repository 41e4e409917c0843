import { customerRegistered } from '@cartwright/events';
import type { UseCases } from '../use-cases/mod.ts';
import { onAnnounced } from './on-announced.ts';

/** Welcomes a new customer. */
export function handleCustomerRegistered(useCases: UseCases) {
  return onAnnounced(useCases, customerRegistered, ({ customerId, email, firstName, locale }) => ({
    businessId: customerId,
    type: 'CUSTOMER_WELCOME',
    userId: customerId,
    orderId: null,
    recipient: email,
    locale,
    content: { firstName },
  }));
}
