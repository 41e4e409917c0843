import type { PoolClient } from 'pg';
import { refuse, showPayment, type ActionUrl, type Answer } from './answers.ts';
import { behaviourOf } from './behaviours.ts';
import {
  bookAuthorization,
  bookCapture,
  bookRefund,
  bookVoid,
  lockPayment,
  openPayment,
  readPayment,
  type SimulatedPayment,
} from './ledger.ts';
import { announce, type WebhookOptions } from './webhooks.ts';

/** What an operation works with. */
export interface Operation extends WebhookOptions {
  readonly client: PoolClient;
  readonly actionUrl: ActionUrl;
}

/** The body of an authorisation. */
export interface AuthorizeBody {
  readonly reference: string;
  readonly orderReference: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly token: string;
}

const unknown = () => refuse(404, 'not_found', 'There is no such payment.');

/** Sets an amount aside, or does what the token says instead. One that was voided before it came is declined. */
export async function authorize(operation: Operation, body: AuthorizeBody): Promise<Answer> {
  const { client, now, settleMs } = operation;
  const before = await lockPayment(client, body.reference);
  if (before?.state === 'voided' && before.token === null) return declineVoided(before);
  if (before !== null) return refuse(409, 'reference_exists', 'There is a payment with this reference.');
  const { authorize: outcome, decline, settles, webhooks } = behaviourOf(body.token);
  const isAuthorized = outcome === 'authorized';
  const state = isAuthorized ? 'processing' : outcome;
  const settleAt = settles === 'later' ? new Date(now().getTime() + settleMs) : undefined;
  await openPayment(client, { ...body, state, decline, settleAt });
  const opened = await readBack(client, body.reference);
  if (isAuthorized || settles === 'at-once') await bookAuthorization(client, opened);
  const booked = await readBack(client, body.reference);
  if (webhooks !== undefined) await announce(operation, booked, { mode: webhooks, before: opened });
  return { status: 200, body: showPayment(isAuthorized ? booked : opened, operation.actionUrl) };
}

function declineVoided(payment: SimulatedPayment): Answer {
  const decline = { declineCode: 'voided', declineReason: 'The payment was cancelled before it came.' };
  return { status: 200, body: { ...payment, ...decline, state: 'declined', redirectUrl: null } };
}

/** Takes an amount that is set aside. */
export async function capture(operation: Operation, reference: string, amountMinor: number): Promise<Answer> {
  const { client, actionUrl } = operation;
  const payment = await lockPayment(client, reference);
  if (payment === null) return unknown();
  const { capture: outcome, webhooks } = behaviourOf(payment.token);
  if (payment.state !== 'authorized') return refuse(402, 'not_authorized', 'Nothing is set aside.');
  if (outcome === 'declined') {
    return refuse(402, 'capture_declined', 'The bank did not pay what it had authorised.');
  }
  if (amountMinor > payment.authorizedMinor) return refuse(422, 'amount_too_large', 'More than authorised.');
  await bookCapture(client, payment, amountMinor);
  const booked = await readBack(client, reference);
  if (webhooks === 'duplicated' || webhooks === 'reordered') {
    await announce(operation, booked, { mode: webhooks, before: payment });
  }
  return { status: 200, body: showPayment(booked, actionUrl) };
}

/** Gives up what is set aside or on its way, also what has not come yet. */
export async function voidPayment({ client, actionUrl }: Operation, reference: string): Promise<Answer> {
  const payment = await lockPayment(client, reference);
  if (payment?.state === 'captured' || payment?.state === 'refunded') {
    return refuse(409, 'already_captured', 'The payment is captured: refund it.');
  }
  if (payment === null) await openPayment(client, { reference, state: 'voided' });
  else if (payment.state !== 'declined' && payment.state !== 'voided') await bookVoid(client, payment);
  return { status: 200, body: showPayment(await readBack(client, reference), actionUrl) };
}

/** Gives an amount back that was captured. */
export async function refund(operation: Operation, reference: string, amountMinor: number): Promise<Answer> {
  const { client, actionUrl } = operation;
  const payment = await lockPayment(client, reference);
  if (payment === null) return unknown();
  const { state, capturedMinor, refundedMinor } = payment;
  if (state !== 'captured') return refuse(409, 'not_captured', 'There is nothing to give back.');
  if (amountMinor > capturedMinor - refundedMinor) {
    return refuse(422, 'amount_too_large', 'More than was captured.');
  }
  await bookRefund(client, payment, amountMinor);
  return { status: 200, body: showPayment(await readBack(client, reference), actionUrl) };
}

async function readBack(client: PoolClient, reference: string): Promise<SimulatedPayment> {
  const payment = await readPayment(client, reference);
  if (payment === null) throw new Error(`No payment ${reference}`);
  return payment;
}
