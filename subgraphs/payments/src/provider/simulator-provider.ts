import { signatureHeader, verifySignature } from '@cartwright/identity';
import { Pool } from 'undici';
import { z } from 'zod';
import type { Fact } from '../domain/apply-fact.ts';
import {
  ProviderUnavailable,
  WebhookRefused,
  type AuthorizeResult,
  type CaptureResult,
  type PaymentProvider,
  type RefundResult,
  type VoidResult,
  type WebhookEvent,
} from './payment-provider.ts';

/** How the simulator is reached. */
export interface SimulatorProviderOptions {
  /** Base URL. */
  readonly url: string;
  readonly webhookSecret: string;
  /** How long a call may take; 3 s unless told. */
  readonly timeoutMs?: number;
  readonly now?: () => Date;
}

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
});
const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const eventSchema = z.object({ id: z.string(), type: z.string(), payment: paymentSchema });

type SimulatedPayment = z.infer<typeof paymentSchema>;

/** What the simulator answers to a request. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Makes one request. @throws ProviderUnavailable when it is not answered */
export type Ask = (
  method: 'GET' | 'POST',
  path: string,
  call?: { idempotencyKey: string; body: object },
) => Promise<Answer>;

/** What the provider's API is spoken over. */
export interface ProviderConnection {
  readonly ask: Ask;
  readonly webhookSecret: string;
  readonly now: () => Date;
  readonly close: () => Promise<void>;
}

/** The payment provider simulator over HTTP. */
export function createSimulatorProvider(options: SimulatorProviderOptions): PaymentProvider {
  const { url, webhookSecret, timeoutMs = 3_000, now = () => new Date() } = options;
  const pool = new Pool(url, { connections: 64, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  return providerOver({ ask: askOver(pool, timeoutMs), webhookSecret, now, close: () => pool.destroy() });
}

/** The simulator's API, whatever it is spoken over. */
export function providerOver({ ask, webhookSecret, now, close }: ProviderConnection): PaymentProvider {
  const pathOf = (reference: string) => `/v1/payments/${encodeURIComponent(reference)}`;
  return {
    authorize: async ({ idempotencyKey, ...body }) =>
      readAuthorize(await ask('POST', '/v1/payments', { idempotencyKey, body })),
    capture: async ({ idempotencyKey, reference, amountMinor }) =>
      readCapture(
        await ask('POST', `${pathOf(reference)}/capture`, { idempotencyKey, body: { amountMinor } }),
      ),
    void: async ({ idempotencyKey, reference }) =>
      readVoid(await ask('POST', `${pathOf(reference)}/void`, { idempotencyKey, body: {} })),
    refund: async ({ idempotencyKey, reference, amountMinor }) =>
      readRefund(await ask('POST', `${pathOf(reference)}/refund`, { idempotencyKey, body: { amountMinor } })),
    lookup: async (reference) => readLookup(await ask('GET', pathOf(reference))),
    readWebhook: (headers, rawBody) => {
      const signature = headers[signatureHeader];
      const header = typeof signature === 'string' ? signature : undefined;
      if (!verifySignature(webhookSecret, rawBody, header, now())) {
        throw new WebhookRefused('The signature is missing, wrong or too old');
      }
      return readEvent(rawBody);
    },
    close,
  };
}

function askOver(pool: Pool, timeoutMs: number): Ask {
  return async (method, path, call) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': call?.idempotencyKey };
    const body = call === undefined ? null : JSON.stringify(call.body);
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const response = await pool.request({ method, path, body, signal, headers });
      return { status: response.statusCode, body: await response.body.json() };
    } catch (error) {
      throw new ProviderUnavailable(`${method} ${path} was not answered`, { cause: error });
    }
  };
}

function readAuthorize(answer: Answer): AuthorizeResult {
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
      return { kind: 'authorized' };
  }
}

function readCapture(answer: Answer): CaptureResult {
  if (answer.status === 402) {
    const { error } = parse(errorSchema, answer);
    return { kind: 'declined', code: error.code, reason: error.message };
  }
  paymentOf(answer);
  return { kind: 'captured' };
}

function readVoid(answer: Answer): VoidResult {
  if (answer.status !== 409) {
    paymentOf(answer);
    return { kind: 'voided' };
  }
  const { error } = parse(errorSchema, answer);
  if (error.code !== 'already_captured') throw unexpected(answer);
  return { kind: 'already-captured' };
}

function readRefund(answer: Answer): RefundResult {
  paymentOf(answer);
  return { kind: 'refunded' };
}

function readLookup(answer: Answer): Fact {
  return answer.status === 404 ? { type: 'unknown' } : factOf(paymentOf(answer));
}

function readEvent(rawBody: Uint8Array): WebhookEvent {
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
    case 'processing':
    case 'authorized':
    case 'captured':
    case 'voided':
    case 'refunded':
      return { type: payment.state };
  }
}

function failureOf({ declineCode, declineReason }: SimulatedPayment) {
  return { code: declineCode ?? 'declined', reason: declineReason ?? 'The payment was declined.' };
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
