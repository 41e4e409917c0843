import { behaviourOf } from '../behaviours.ts';
import type { BookedPayment } from '../books/ledger.ts';
import type { Operation } from '../simulator.ts';
import { announce } from '../webhooks/announce.ts';
import { refuse, showPayment, type Answer } from './answers.ts';

/** The body of an authorisation. */
export interface AuthorizeBody {
  readonly reference: string;
  readonly orderReference: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly token: string;
  readonly returnUrl: string | null;
}

const unknown = () => refuse(404, 'not_found', 'There is no such payment.');

/** Authorises an amount, or does what the token says instead. One that was voided before it came is declined. */
export function authorize(operation: Operation, body: AuthorizeBody): Answer {
  const before = operation.books.find(body.reference);
  if (before?.state === 'voided' && before.token === null) return declineVoided(before);
  if (before !== undefined) return refuse(409, 'reference_exists', 'There is a payment with this reference.');
  const { authorize: outcome, settles, webhooks } = behaviourOf(body.token);
  const isAuthorized = outcome === 'authorized';
  const opened = open(operation, body);
  const isBooked = isAuthorized || settles === 'at-once';
  const booked = isBooked ? operation.books.authorize(opened) : opened;
  if (webhooks !== undefined) announce(operation, booked, { mode: webhooks, before: opened });
  return { status: 200, body: showPayment(isAuthorized ? booked : opened, operation.actionUrl) };
}

function open({ books, now, settleMs }: Operation, body: AuthorizeBody): BookedPayment {
  const { authorize: outcome, decline, settles } = behaviourOf(body.token);
  return books.open({
    ...body,
    state: outcome === 'authorized' ? 'processing' : outcome,
    settleAt: settles === 'later' ? new Date(now().getTime() + settleMs) : null,
    declineCode: decline?.code ?? null,
    declineReason: decline?.reason ?? null,
  });
}

function declineVoided(payment: BookedPayment): Answer {
  const decline = { declineCode: 'voided', declineReason: 'The payment was cancelled before it came.' };
  return { status: 200, body: showPayment({ ...payment, ...decline, state: 'declined' }, () => '') };
}

/** Captures an amount that is authorised. */
export function capture(operation: Operation, reference: string, amountMinor: number): Answer {
  const { books, actionUrl } = operation;
  const payment = books.find(reference);
  if (payment === undefined) return unknown();
  const { capture: outcome, webhooks } = behaviourOf(payment.token);
  if (payment.state !== 'authorized') return refuse(402, 'not_authorized', 'Nothing is authorised.');
  if (outcome === 'declined') {
    return refuse(402, 'capture_declined', 'The bank did not pay what it had authorised.');
  }
  if (amountMinor > payment.authorizedMinor) return refuse(422, 'amount_too_large', 'More than authorised.');
  const booked = books.capture(payment, amountMinor);
  if (webhooks === 'duplicated' || webhooks === 'reordered') {
    announce(operation, booked, { mode: webhooks, before: payment });
  }
  return { status: 200, body: showPayment(booked, actionUrl) };
}

/** Gives up what is authorised or under way, also what has not come yet. */
export function voidPayment({ books, actionUrl }: Operation, reference: string): Answer {
  const payment = books.find(reference);
  if (payment?.state === 'captured' || payment?.state === 'refunded') {
    return refuse(409, 'already_captured', 'The payment is captured: refund it.');
  }
  const isDecided = payment?.state === 'declined' || payment?.state === 'voided';
  if (isDecided) return { status: 200, body: showPayment(payment, actionUrl) };
  const voided =
    payment === undefined
      ? books.open({ ...nothing, reference, state: 'voided' })
      : books.void(payment);
  return { status: 200, body: showPayment(voided, actionUrl) };
}

/** What is known of a payment that was voided before it came. */
const nothing = {
  orderReference: null,
  token: null,
  currency: null,
  amountMinor: 0,
  settleAt: null,
  declineCode: null,
  declineReason: null,
  returnUrl: null,
};

/** Refunds an amount that was captured. */
export function refund(operation: Operation, reference: string, amountMinor: number): Answer {
  const { books, actionUrl } = operation;
  const payment = books.find(reference);
  if (payment === undefined) return unknown();
  const { state, capturedMinor, refundedMinor } = payment;
  if (state !== 'captured') return refuse(409, 'not_captured', 'There is nothing to refund.');
  if (amountMinor > capturedMinor - refundedMinor) {
    return refuse(422, 'amount_too_large', 'More than was captured.');
  }
  const booked = books.refund(payment, amountMinor);
  return { status: 200, body: showPayment(booked, actionUrl) };
}
