import type { AuthorizeResult, Fact, Failure, PaymentProvider } from '../../provider/door.ts';
import type { Pursued } from '../repository/records.ts';
import type { ProviderCall } from '../rules/next-call.ts';

/** A call that is to be made. */
export interface Call {
  readonly call: Exclude<ProviderCall, 'identify'>;
  /** How long its answer is waited for; by default as long as the provider may take. */
  readonly patienceMs?: number;
}

/** Makes one call about a payment, with the same idempotency key at every attempt. @throws ProviderUnavailable */
export async function askProvider(
  provider: PaymentProvider,
  payment: Pursued,
  { call, patienceMs }: Call,
): Promise<Fact> {
  const { id: reference, orderId, amountMinor, currency, methodToken, returnUrl } = payment;
  const request = { idempotencyKey: `${reference}:${call}`, reference, patienceMs };
  switch (call) {
    case 'authorize': {
      const details = { orderReference: orderId, amountMinor, currency, token: methodToken, returnUrl };
      return factOfAuthorize(await provider.authorize({ ...request, ...details }));
    }
    case 'lookup':
      return provider.lookup(reference);
    case 'capture': {
      const result = await provider.capture({ ...request, amountMinor });
      if (result.kind === 'captured') return { type: 'captured' };
      return { type: 'capture-declined', ...failureOf(result) };
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

function failureOf({ code, reason, retry }: Failure): Failure {
  return { code, reason, retry };
}

function factOfAuthorize(result: AuthorizeResult): Fact {
  switch (result.kind) {
    case 'authorized':
      return { type: result.kind, authorizedUntil: result.authorizedUntil };
    case 'processing':
      return { type: result.kind };
    case 'action-required':
      return { type: result.kind, redirectUrl: result.redirectUrl };
    case 'declined':
      return { type: result.kind, ...failureOf(result) };
  }
}
