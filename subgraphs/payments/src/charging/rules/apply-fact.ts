import type { OutgoingMessage } from '@cartwright/events';
import type { RiskAssessment } from '../../fraud/door.ts';
import type { Fact as ProviderFact, Failure } from '../../provider/door.ts';
import type { Payment, PaymentState, TransactionOutcome } from './payment.ts';
import {
  actionRequired,
  authorized,
  cancelled,
  captured,
  captureFailed,
  declined,
} from './payment-messages.ts';

/** What is learnt of a payment: from the provider, or what is thought of its risk. */
export type Fact = ProviderFact | ({ readonly type: 'judged' } & RiskAssessment);

/** What follows from a fact; the caller stores and sends it in one transaction. */
export interface FactOutcome {
  /** The same object when the fact changes nothing. */
  readonly payment: Payment;
  readonly messages: readonly OutgoingMessage[];
  readonly transactions: readonly TransactionOutcome[];
  readonly issueReceipt: boolean;
}

/**
 * What a payment becomes by a fact. Pure. A duplicate and a fact that no longer applies change nothing; what succeeds
 * after a cancel is announced to nobody and leaves the goal, so that it is undone.
 */
export function applyFact(payment: Payment, fact: Fact): FactOutcome {
  switch (fact.type) {
    case 'judged':
      return applyJudged(payment, fact);
    case 'authorized':
      return applyAuthorized(payment, fact.authorizedUntil);
    case 'declined':
      return applyDeclined(payment, fact);
    case 'action-required':
      return applyActionRequired(payment, fact.redirectUrl);
    case 'processing':
      return applySubmitted(payment, true);
    case 'unknown':
      return applySubmitted(payment, false);
    case 'captured':
      return applyCaptured(payment);
    case 'capture-declined':
      return applyCaptureDeclined(payment, fact);
    case 'voided':
      return applyVoided(payment);
    case 'refunded':
      return applyRefunded(payment);
  }
}

/** In no bank's name, so that whoever tries out cards learns nothing of them, or of what the shop looks at. */
const refusal: Failure = { code: 'declined', reason: 'The payment was declined.', retry: 'NONE' };

function applyJudged(payment: Payment, { decision, reasons }: RiskAssessment): FactOutcome {
  if (payment.state !== 'PENDING' || payment.riskDecision !== null) return unchanged(payment);
  const judged: Payment = { ...payment, riskDecision: decision, riskReasons: reasons };
  return decision === 'REFUSE' ? applyDeclined(judged, refusal) : unchanged(judged);
}

function applyAuthorized(found: Payment, authorizedUntil: Date | null = null): FactOutcome {
  if (!isUndecided(found)) return unchanged(found);
  const payment: Payment = { ...found, authorizedUntil };
  const { goal } = payment;
  return {
    ...become(payment, 'AUTHORIZED', goal === 'AUTHORIZE' ? 'NONE' : goal),
    messages: goal === 'CANCEL' ? [] : [authorized(payment)],
    transactions: [{ kind: 'AUTHORIZATION', state: 'SUCCEEDED' }],
  };
}

function applyDeclined(payment: Payment, { code, reason, retry }: Failure): FactOutcome {
  if (!isUndecided(payment)) return unchanged(payment);
  const failure = { code, reason, retry };
  const { payment: refused } = become(payment, 'DECLINED', 'NONE');
  return {
    payment: { ...refused, failure },
    messages: [
      payment.goal === 'CANCEL' ? cancelled(payment, 'nothing-to-undo') : declined(payment, failure),
    ],
    transactions: [{ kind: 'AUTHORIZATION', state: 'FAILED' }],
    issueReceipt: false,
  };
}

function applyActionRequired(payment: Payment, redirectUrl: string): FactOutcome {
  if (payment.state !== 'PENDING') return unchanged(payment);
  const { payment: waiting } = become(payment, 'ACTION_REQUIRED', payment.goal);
  return {
    payment: { ...waiting, redirectUrl },
    messages: payment.goal === 'CANCEL' ? [] : [actionRequired(payment, redirectUrl)],
    transactions: [{ kind: 'AUTHORIZATION', state: 'PENDING' }],
    issueReceipt: false,
  };
}

function applySubmitted(payment: Payment, submitted: boolean): FactOutcome {
  if (payment.state !== 'PENDING' || payment.submitted === submitted) return unchanged(payment);
  return {
    payment: { ...payment, submitted },
    messages: [],
    transactions: [{ kind: 'AUTHORIZATION', state: 'PENDING' }],
    issueReceipt: false,
  };
}

/** A capture implies the authorisation, which may be reported later or never: both are announced. */
function applyCaptured(payment: Payment): FactOutcome {
  if (!isUndecided(payment) && payment.state !== 'AUTHORIZED') return unchanged(payment);
  const isCancelled = payment.goal === 'CANCEL';
  const announced = isUndecided(payment) ? [authorized(payment), captured(payment)] : [captured(payment)];
  return {
    ...become(payment, 'CAPTURED', isCancelled ? 'CANCEL' : 'NONE'),
    messages: isCancelled ? [] : announced,
    transactions: [
      { kind: 'AUTHORIZATION', state: 'SUCCEEDED' },
      { kind: 'CAPTURE', state: 'SUCCEEDED' },
    ],
    issueReceipt: !isCancelled,
  };
}

function applyCaptureDeclined(payment: Payment, { code, reason, retry }: Failure): FactOutcome {
  if (payment.state !== 'AUTHORIZED' || payment.goal !== 'CAPTURE') return unchanged(payment);
  const failure = { code, reason, retry };
  return {
    payment: { ...payment, failure, goal: 'NONE' },
    messages: [captureFailed(payment, failure)],
    transactions: [{ kind: 'CAPTURE', state: 'FAILED' }],
    issueReceipt: false,
  };
}

/** It may come without a void that was asked for: authorisations expire at the provider. */
function applyVoided(payment: Payment): FactOutcome {
  if (!isUndecided(payment) && payment.state !== 'AUTHORIZED') return unchanged(payment);
  const authorization = isUndecided(payment) ? 'FAILED' : 'SUCCEEDED';
  return {
    ...become(payment, 'VOIDED', 'NONE'),
    messages: voidedMessages(payment),
    transactions: [
      { kind: 'AUTHORIZATION', state: authorization },
      { kind: 'VOID', state: 'SUCCEEDED' },
    ],
  };
}

function voidedMessages(payment: Payment): OutgoingMessage[] {
  const reason = 'The authorisation has expired at the payment provider.';
  const expired: Failure = { code: 'voided', reason, retry: 'ANY_METHOD' };
  switch (payment.goal) {
    case 'CANCEL':
      return [cancelled(payment, 'voided')];
    case 'CAPTURE':
      return [captureFailed(payment, expired)];
    case 'AUTHORIZE':
      return [declined(payment, expired)];
    case 'NONE':
      return [];
  }
}

/** A refund implies a capture, whether it was reported or not. */
function applyRefunded(payment: Payment): FactOutcome {
  const isCancelled = payment.goal === 'CANCEL';
  if (payment.state !== 'CAPTURED' && !(isCancelled && isLive(payment))) return unchanged(payment);
  return {
    ...become(payment, 'REFUNDED', 'NONE'),
    messages: isCancelled ? [cancelled(payment, 'refunded')] : [],
    transactions: [{ kind: 'REFUND', state: 'SUCCEEDED' }],
  };
}

function become(payment: Payment, state: PaymentState, goal: Payment['goal']) {
  const next: Payment = { ...payment, state, goal, submitted: false, redirectUrl: null };
  return { payment: next, issueReceipt: false };
}

function isUndecided({ state }: Payment): boolean {
  return state === 'PENDING' || state === 'ACTION_REQUIRED';
}

function isLive(payment: Payment): boolean {
  return isUndecided(payment) || payment.state === 'AUTHORIZED';
}

function unchanged(payment: Payment): FactOutcome {
  return { payment, messages: [], transactions: [], issueReceipt: false };
}
