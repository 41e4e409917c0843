import { judgeWebhook, webhookSignatureHeader } from '@cartwright/identity';
import { Pool } from 'undici';
import { ProviderUnavailable, WebhookRefused, type PaymentProvider } from '../ports.ts';
import {
  readAuthorize,
  readCapture,
  readEvent,
  readFingerprint,
  readLookup,
  readRefund,
  readVoid,
  type Answer,
} from './simulator-answers.ts';

/** How the simulator is reached. */
export interface SimulatorProviderOptions {
  /** Base URL. */
  readonly url: string;
  /** The secrets that events may be signed with. */
  readonly webhookSecrets: readonly string[];
  /** How long a call may take; 3 s by default. */
  readonly timeoutMs?: number;
  readonly now?: () => Date;
}

/** Makes one request. @throws ProviderUnavailable when it is not answered */
export type Ask = (method: 'GET' | 'POST', path: string, call?: Call) => Promise<Answer>;

/** What a request carries. */
interface Call {
  readonly idempotencyKey?: string;
  readonly body?: object;
  readonly patienceMs?: number | undefined;
}

/** What the provider's API is reached over. */
export interface ProviderConnection {
  readonly ask: Ask;
  /** The secrets that events may be signed with. */
  readonly webhookSecrets: readonly string[];
  readonly now: () => Date;
  readonly close: () => Promise<void>;
}

/** The payment provider simulator over HTTP. */
export function createSimulatorProvider(options: SimulatorProviderOptions): PaymentProvider {
  const { url, webhookSecrets, timeoutMs = 3_000, now = () => new Date() } = options;
  const pool = new Pool(url, { connections: 64, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  return providerOver({ ask: askOver(pool, timeoutMs), webhookSecrets, now, close: () => pool.destroy() });
}

/** The simulator's API over any connection. */
export function providerOver({ ask, webhookSecrets, now, close }: ProviderConnection): PaymentProvider {
  const pathOf = (reference: string) => `/v1/payments/${encodeURIComponent(reference)}`;
  return {
    fingerprintOf: async (token, patienceMs) =>
      readFingerprint(await ask('GET', `/v1/payment-methods/${encodeURIComponent(token)}`, { patienceMs })),
    authorize: async ({ idempotencyKey, patienceMs, ...body }) =>
      readAuthorize(await ask('POST', '/v1/payments', { idempotencyKey, body, patienceMs })),
    capture: async ({ reference, amountMinor, ...call }) =>
      readCapture(await ask('POST', `${pathOf(reference)}/capture`, { ...call, body: { amountMinor } })),
    void: async ({ reference, ...call }) =>
      readVoid(await ask('POST', `${pathOf(reference)}/void`, { ...call, body: {} })),
    refund: async ({ reference, amountMinor, ...call }) =>
      readRefund(await ask('POST', `${pathOf(reference)}/refund`, { ...call, body: { amountMinor } })),
    lookup: async (reference) => readLookup(await ask('GET', pathOf(reference))),
    readWebhook: (headers, rawBody) => {
      const signature = headers[webhookSignatureHeader];
      const header = typeof signature === 'string' ? signature : undefined;
      const verdict = judgeWebhook(rawBody, header, { secrets: webhookSecrets, now: now() });
      if (verdict !== 'valid') throw new WebhookRefused(`The signature is ${verdict}`);
      return readEvent(rawBody);
    },
    close,
  };
}

function askOver(pool: Pool, timeoutMs: number): Ask {
  return async (method, path, call) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': call?.idempotencyKey };
    const body = call?.body === undefined ? null : JSON.stringify(call.body);
    const signal = AbortSignal.timeout(Math.min(call?.patienceMs ?? timeoutMs, timeoutMs));
    try {
      const response = await pool.request({ method, path, body, signal, headers });
      return { status: response.statusCode, body: await response.body.json() };
    } catch (error) {
      throw new ProviderUnavailable(`${method} ${path} was not answered`, { cause: error });
    }
  };
}
