import type { SeedCharge } from '../../simulator/books/seed-ledger.ts';
import type { PastPayment } from './to-seed-payment.ts';

/** What the payment simulator's books say of a past payment, so that an audit of both adds up. */
export function toSeedCharge({ payment, transactions }: PastPayment): SeedCharge {
  const { id: reference, orderId, methodToken, currency, amountMinor, state, createdAt } = payment;
  const capturedMinor = state === 'DECLINED' ? 0 : amountMinor;
  return {
    payment: {
      reference,
      orderReference: orderId,
      token: methodToken,
      currency,
      amountMinor,
      state: state.toLowerCase() as Lowercase<typeof state>,
      authorizedMinor: capturedMinor,
      capturedMinor,
      refundedMinor: state === 'REFUNDED' ? amountMinor : 0,
      declineCode: payment.failureCode ?? null,
      declineReason: payment.failureReason ?? null,
      createdAt,
    },
    entries: transactions
      .filter((transaction) => transaction.state === 'SUCCEEDED')
      .map(({ kind, createdAt: bookedAt }) => ({
        reference,
        kind: kind.toLowerCase() as Lowercase<typeof kind>,
        amountMinor,
        createdAt: bookedAt,
      })),
  };
}
