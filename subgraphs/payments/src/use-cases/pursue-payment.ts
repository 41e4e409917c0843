import type { Fact } from '../domain/apply-fact.ts';
import { nextCall, type ProviderCall } from '../domain/next-call.ts';
import type { PaymentRecord } from '../domain/payment.ts';
import type { AuthorizeResult, PaymentProvider } from '../provider/payment-provider.ts';
import type { Dependencies } from './dependencies.ts';
import { postponePayment } from './postpone-payment.ts';
import { recordFact } from './record-fact.ts';

/** More calls than any way to a goal takes. */
const maxCalls = 6;

/**
 * Brings a payment nearer to its goal, call by call, until it is there or has to wait. Any number of processes may
 * pursue one payment at once, and one that dies is followed by another: a call is made with the same idempotency
 * key however often, and its answer is applied under the payment's lock.
 */
export function pursuePayment(dependencies: Dependencies) {
  const { repository, provider, transact } = dependencies;
  const record = recordFact(dependencies);
  const postpone = postponePayment(dependencies);
  return async (paymentId: string): Promise<void> => {
    for (let calls = 0; calls < maxCalls; calls += 1) {
      const payment = await repository.payments.find(paymentId);
      const made = payment === null ? null : nextCall(payment);
      if (payment === null || made === null) return;
      const fact = await askProvider(provider, payment, made).catch((error: unknown) =>
        postpone(payment, made, error),
      );
      if (fact === null) return;
      const goOn = await transact((tx, send) => record(tx, send, { paymentId, fact, made }));
      if (!goOn) return;
    }
  };
}

async function askProvider(
  provider: PaymentProvider,
  payment: PaymentRecord,
  call: ProviderCall,
): Promise<Fact> {
  const { id: reference, orderId, amountMinor, currency, methodToken } = payment;
  const request = { idempotencyKey: `${reference}:${call}`, reference };
  switch (call) {
    case 'authorize': {
      const details = { orderReference: orderId, amountMinor, currency, token: methodToken };
      return factOfAuthorize(await provider.authorize({ ...request, ...details }));
    }
    case 'lookup':
      return provider.lookup(reference);
    case 'capture': {
      const result = await provider.capture({ ...request, amountMinor });
      if (result.kind === 'captured') return { type: 'captured' };
      return { type: 'capture-declined', code: result.code, reason: result.reason };
    }
    case 'void': {
      const { kind } = await provider.void(request);
      return { type: kind === 'voided' ? 'voided' : 'captured' };
    }
    case 'refund':
      await provider.refund({ ...request, amountMinor });
      return { type: 'refunded' };
  }
}

function factOfAuthorize(result: AuthorizeResult): Fact {
  switch (result.kind) {
    case 'authorized':
    case 'processing':
      return { type: result.kind };
    case 'action-required':
      return { type: result.kind, redirectUrl: result.redirectUrl };
    case 'declined':
      return { type: result.kind, code: result.code, reason: result.reason };
  }
}
