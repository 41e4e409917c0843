import { customerRegistered } from '@cartwright/events';
import { onMessage } from '@cartwright/messaging';
import type { Transaction } from '../repository/transaction.ts';
import type { UseCases } from '../use-cases/mod.ts';

/** Welcomes a new customer. */
export function handleCustomerRegistered({ announce }: UseCases) {
  return onMessage(
    customerRegistered,
    async ({ data: { customerId, email, firstName, locale } }, tx: Transaction) => {
      await announce(tx, {
        businessId: customerId,
        type: 'CUSTOMER_WELCOME',
        userId: customerId,
        orderId: null,
        recipient: email,
        locale,
        content: { firstName },
      });
      return [];
    },
  );
}
