import { z } from 'zod';
import {
  ProviderUnavailable,
  WebhookRefused,
  type AuthorizeResult,
  type CaptureResult,
  type Fact,
  type Failure,
  type RefundResult,
  type RetryAdvice,
  type VoidResult,
  type WebhookEvent,
} from '../ports.ts';

const paymentSchema = z.object({
  reference: z.string(),
  state: z.enum([
    'processing',
    'action_required',
    'authorized',
    'captured',
    'declined',
    'voided',
    'refunded',
  ]),
  declineCode: z.string().nullable(),
  declineReason: z.string().nullable(),
  redirectUrl: z.string().nullish(),
  authorizedUntil: z.iso.datetime().nullish(),
});
const methodSchema = z.object({ fingerprint: z.string().min(1).max(100).nullable() });
const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const eventSchema = z.object({ id: z.string(), type: z.string(), payment: paymentSchema });

type SimulatedPayment = z.infer<typeof paymentSchema>;

/** What the simulator answers to a request. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** The result of an authorisation. @throws ProviderUnavailable when the answer says nothing about it */
export function readAuthorize(answer: Answer): AuthorizeResult {
  const payment = paymentOf(answer);
  switch (payment.state) {
    case 'processing':
      return { kind: 'processing' };
    case 'action_required':
      return { kind: 'action-required', redirectUrl: payment.redirectUrl ?? '' };
    case 'declined':
    case 'voided':
    case 'refunded':
      return { kind: 'declined', ...failureOf(payment) };
    case 'authorized':
    case 'captured':
      return { kind: 'authorized', authorizedUntil: endOf(payment) };
  }
}

/** What a method is recognised by; null for one that the provider does not know. @throws ProviderUnavailable */
export function readFingerprint(answer: Answer): string | null {
  if (answer.status === 404) return null;
  if (answer.status !== 200) throw unexpected(answer);
  return parse(methodSchema, answer).fingerprint;
}

/** The result of a capture. @throws ProviderUnavailable when the answer says nothing about it */
export function readCapture(answer: Answer): CaptureResult {
  if (answer.status === 402) {
    const { error } = parse(errorSchema, answer);
    return { kind: 'declined', code: error.code, reason: error.message, retry: adviceOf(error.code) };
  }
  paymentOf(answer);
  return { kind: 'captured' };
}

/** The result of a void. @throws ProviderUnavailable when the answer says nothing about it */
export function readVoid(answer: Answer): VoidResult {
  if (answer.status !== 409) {
    paymentOf(answer);
    return { kind: 'voided' };
  }
  const { error } = parse(errorSchema, answer);
  if (error.code !== 'already_captured') throw unexpected(answer);
  return { kind: 'already-captured' };
}

/** The result of a refund. @throws ProviderUnavailable when the answer says nothing about it */
export function readRefund(answer: Answer): RefundResult {
  paymentOf(answer);
  return { kind: 'refunded' };
}

/** How a payment stands. @throws ProviderUnavailable when the answer says nothing about it */
export function readLookup(answer: Answer): Fact {
  return answer.status === 404 ? { type: 'unknown' } : factOf(paymentOf(answer));
}

/** An event out of the body of a webhook. @throws WebhookRefused when it is not an event */
export function readEvent(rawBody: Uint8Array): WebhookEvent {
  const parsed = eventSchema.safeParse(parseJson(rawBody));
  if (!parsed.success) throw new WebhookRefused(`Not an event: ${parsed.error.message}`);
  const { id, type, payment } = parsed.data;
  return { id, type, reference: payment.reference, fact: factOf(payment) };
}

function factOf(payment: SimulatedPayment): Fact {
  switch (payment.state) {
    case 'declined':
      return { type: 'declined', ...failureOf(payment) };
    case 'action_required':
      return { type: 'action-required', redirectUrl: payment.redirectUrl ?? '' };
    case 'authorized':
      return { type: 'authorized', authorizedUntil: endOf(payment) };
    case 'processing':
    case 'captured':
    case 'voided':
    case 'refunded':
      return { type: payment.state };
  }
}

function endOf({ authorizedUntil }: SimulatedPayment): Date | undefined {
  return authorizedUntil == null ? undefined : new Date(authorizedUntil);
}

function failureOf({ declineCode, declineReason }: SimulatedPayment): Failure {
  const code = declineCode ?? 'declined';
  return { code, reason: declineReason ?? 'The payment was declined.', retry: adviceOf(code) };
}

const advice: ReadonlyMap<string, RetryAdvice> = new Map([
  ['card_declined', 'OTHER_METHOD'],
  ['invalid_payment_method', 'OTHER_METHOD'],
  ['fraud_suspected', 'NONE'],
]);

/** What the provider advises by a code; the same method may work next time unless it says otherwise. */
function adviceOf(code: string): RetryAdvice {
  return advice.get(code) ?? 'ANY_METHOD';
}

/** @throws ProviderUnavailable when the answer is not a payment. */
function paymentOf(answer: Answer): SimulatedPayment {
  if (answer.status !== 200) throw unexpected(answer);
  return parse(paymentSchema, answer);
}

function parse<Schema extends z.ZodType>(schema: Schema, answer: Answer): z.infer<Schema> {
  const parsed = schema.safeParse(answer.body);
  if (!parsed.success) throw unexpected(answer);
  return parsed.data;
}

function unexpected({ status, body }: Answer): ProviderUnavailable {
  return new ProviderUnavailable(`The provider answered ${status}: ${JSON.stringify(body).slice(0, 300)}`);
}

function parseJson(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(rawBody).toString('utf8'));
  } catch {
    throw new WebhookRefused('Not JSON');
  }
}
