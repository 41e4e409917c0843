import type { SimulatedPayment } from '../books/ledger.ts';
import type { ActionUrl } from '../simulator.ts';

/** What is answered to an HTTP request. */
export interface Answer {
  readonly status: number;
  readonly body: object;
}

/** A payment as the API and its events show it. */
export function showPayment(payment: SimulatedPayment, actionUrl: ActionUrl): object {
  const redirectUrl = payment.state === 'action_required' ? actionUrl(payment.reference) : null;
  const ownBusiness = { settleAt: undefined };
  return { ...payment, ...ownBusiness, redirectUrl, authorizedUntil: authorizedUntil(payment) };
}

const weekMs = 7 * 24 * 60 * 60 * 1000;

/** As long as most card schemes hold an authorisation. */
function authorizedUntil({ state, createdAt }: SimulatedPayment): Date | null {
  return state === 'authorized' ? new Date(createdAt.getTime() + weekMs) : null;
}

/** An answer that refuses. */
export function refuse(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } };
}
