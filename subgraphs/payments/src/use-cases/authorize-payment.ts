import { leaseMs } from '../domain/schedule.ts';
import type { NewPayment } from '../repository/payments.ts';
import type { Dependencies } from './dependencies.ts';

/** Takes a payment on, once; one that was cancelled before it came stays undone. */
export function authorizePayment({ repository, transact, now }: Dependencies) {
  const { payments } = repository;
  return (payment: NewPayment): Promise<void> =>
    transact(async (tx) => {
      await payments.holdId(tx, payment.id);
      if (await repository.isTombstone(tx, payment.id)) return;
      const customerId = await repository.ownerOf(tx, payment.customerId);
      await payments.begin(tx, { ...payment, customerId }, new Date(now().getTime() + leaseMs));
    });
}
