import { leaseEnd } from '../rules/schedule.ts';
import type { NewPayment } from '../repository/records.ts';
import type { Dependencies } from './dependencies.ts';

/** A payment that is to be authorised, as the command names it. */
export type AuthorizeCommand = Omit<NewPayment, 'id' | 'methodToken'> & {
  readonly paymentId: string;
  readonly paymentMethodToken: string;
};

/** Begins a payment, once; one that was cancelled before never begins. */
export function authorizePayment(
  { transact, paymentsWithin, now }: Dependencies,
  { paymentId: id, paymentMethodToken: methodToken, ...order }: AuthorizeCommand,
): Promise<void> {
  return transact(async (tx) => {
    const payments = paymentsWithin(tx);
    await payments.lockId(id);
    if (await payments.hasTombstone(id)) return;
    const customerId = await payments.ownerOf(order.customerId);
    await payments.beginPayment({ ...order, id, methodToken, customerId }, leaseEnd(now()));
  });
}
