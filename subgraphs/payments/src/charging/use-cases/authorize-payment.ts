import { leaseEnd } from '../rules/schedule.ts';
import type { NewPayment } from '../repository/records.ts';
import type { Dependencies } from './dependencies.ts';

/** A payment that is to be authorised, as the command names it. */
export type AuthorizeCommand = Omit<NewPayment, 'id' | 'methodToken' | 'payUntil'> & {
  readonly paymentId: string;
  readonly paymentMethodToken: string;
  /** An ISO 8601 instant. */
  readonly payUntil: string | null;
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
    const returnUrl = order.returnUrl && withOrder(order.returnUrl, order.orderId);
    const payUntil = order.payUntil === null ? null : new Date(order.payUntil);
    const payment = { ...order, id, methodToken, customerId, returnUrl, payUntil };
    await payments.beginPayment(payment, leaseEnd(now()));
  });
}

/** The app that the buyer comes back to has to know for which order. */
function withOrder(returnUrl: string, orderId: string): string {
  const url = new URL(returnUrl);
  url.searchParams.set('orderId', orderId);
  return url.href;
}
