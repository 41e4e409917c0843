import { v7 as uuidv7 } from 'uuid';
import type { Beginning, PaymentQueue, PaymentStore } from '../src/charging/ports.ts';
import type { NewPayment, PaymentRecord } from '../src/charging/repository/records.ts';
import { beginPayment } from '../src/charging/rules/begin-payment.ts';

/** Stored payments, and what a test needs to see beside them. */
export interface PaymentsUnderTest extends AsyncDisposable {
  readonly queue: PaymentQueue;
  readonly transaction: <R>(work: (payments: PaymentStore) => Promise<R>) => Promise<R>;
  readonly transactionsOf: (
    paymentId: string,
  ) => Promise<{ readonly kind: string; readonly state: string }[]>;
}

/** When payments are due. */
export const now = new Date('2026-01-02T10:00:00.000Z');
/** When whoever has claimed one must be done with it. */
export const leaseEndsAt = new Date('2026-01-02T10:01:00.000Z');
/** Of each payment. */
export const amountMinor = 1_250;
/** What each is of. */
export const paid = {
  amountMinor,
  taxMinor: 200,
  currency: 'EUR',
  methodToken: 'sim_ok',
  returnUrl: 'https://shop.example.com/return',
  payUntil: leaseEndsAt,
};

/** A payment that is due. */
export async function begin(
  { transaction }: PaymentsUnderTest,
  { id = uuidv7(), orderId = uuidv7(), customerId = uuidv7(), nextAttemptAt = now } = {},
): Promise<string> {
  const order = { orderId, orderNumber: 'CW-100001', customerId, email: 'buyer@example.com' };
  const payment = { id, ...order, ...paid };
  await transaction((payments) => payments.beginPayments([beginning(payment, nextAttemptAt)]));
  return id;
}

/** A payment that nobody has begun yet. */
export function beginning(
  order: NewPayment & { readonly amountMinor: number },
  nextAttemptAt: Date,
): Beginning {
  const { payment } = beginPayment(order, undefined);
  return { order, payment, next: { attempts: 0, nextAttemptAt } };
}

/** A payment as it is stored. @throws where there is none */
export async function find({ queue }: PaymentsUnderTest, id: string): Promise<PaymentRecord> {
  const [payment] = await queue.findPayments([id]);
  if (payment === undefined) throw new Error('the payment is missing');
  return payment;
}
