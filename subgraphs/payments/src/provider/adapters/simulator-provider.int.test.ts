import { signWebhook, webhookSignatureHeader } from '@cartwright/identity';
import { createTestDatabase, openPoolDatabase, type PoolDatabase } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator, webhookSecret } from '../../../test/start-simulator.ts';
import { providerSuite } from '../payment-provider.suite.ts';
import { ProviderUnavailable, WebhookRefused, type PaymentProvider } from '../ports.ts';
import { createSimulatorProvider } from './simulator-provider.ts';

const running = new AsyncDisposableStack();
let provider: PaymentProvider;
/** Waits as long as production does. */
let patient: PaymentProvider;
let books: PoolDatabase;
beforeAll(async () => {
  const database = running.use(await createTestDatabase('payments'));
  books = running.use(openPoolDatabase(database.url));
  const webhookUrl = 'http://127.0.0.1:1/webhooks/simulator';
  const { url } = running.use(await startSimulator({ databaseUrl: database.url, webhookUrl }));
  provider = createSimulatorProvider({ url, webhookSecrets: [webhookSecret], timeoutMs: 2_000 });
  running.defer(() => provider.close());
  patient = createSimulatorProvider({ url, webhookSecrets: [webhookSecret] });
  running.defer(() => patient.close());
});
afterAll(() => running.disposeAsync());

const tokens = {
  ok: 'sim_ok',
  declined: 'sim_declined',
  actionRequired: 'sim_action_required',
  captureDeclined: 'sim_capture_declined',
  late: 'sim_late_success',
  neverAnswers: 'sim_timeout',
  failsOnce: 'sim_server_error_once',
};

describe('the simulator', () => {
  const isPage = async (redirectUrl: string) => (await fetch(redirectUrl)).status === 200;
  providerSuite(() => ({ provider, tokens, isPage }));

  it('gives its reason for declining', async () => {
    const reference = uuidv7();
    const request = { idempotencyKey: reference, reference, orderReference: reference, amountMinor: 1_250 };
    const paid = { ...request, currency: 'EUR', returnUrl: null };
    expect(await provider.authorize({ ...paid, token: tokens.declined })).toEqual({
      kind: 'declined',
      code: 'card_declined',
      reason: 'The card was declined.',
      retry: 'OTHER_METHOD',
    });
  });
});

describe('calls that come together', () => {
  const count = 24;
  const calls = Array.from({ length: count }, () => uuidv7());
  const paid = { amountMinor: 1_250, currency: 'EUR', returnUrl: null };
  const tokenOf = (index: number) => (index % 3 === 0 ? tokens.declined : tokens.ok);
  const commits = async (): Promise<number> => {
    const sql =
      'SELECT count(DISTINCT xmin::text)::int AS n FROM simulator.payments WHERE reference = ANY ($1)';
    const [row] = await books.$queryRawUnsafe<{ n: number }[]>(sql, calls);
    return row?.n ?? 0;
  };

  it('share transactions, and have each its own answer and entries', async () => {
    const authorize = (reference: string, index: number) =>
      patient.authorize({
        ...{ idempotencyKey: `${reference}:authorize`, reference, orderReference: reference },
        ...{ ...paid, token: tokenOf(index) },
      });
    const authorized = await Promise.all(calls.map(authorize));
    const expected = calls.map((_call, index) => (index % 3 === 0 ? 'declined' : 'authorized'));
    expect(authorized.map(({ kind }) => kind)).toEqual(expected);
    expect(await commits()).toBeLessThan(count / 2);
    const again = await Promise.all(calls.map(authorize));
    expect(again).toEqual(authorized);
    const captured = await Promise.all(
      calls.map((reference) =>
        patient.capture({ idempotencyKey: `${reference}:capture`, reference, amountMinor: 1_250 }),
      ),
    );
    expect(captured.map(({ kind }) => kind)).toEqual(
      expected.map((kind) => (kind === 'declined' ? 'declined' : 'captured')),
    );
    const sql = `SELECT reference, count(*)::int AS entries FROM simulator.entries WHERE reference = ANY ($1) GROUP BY 1 ORDER BY 1`;
    const paidFor = calls.filter((_call, index) => index % 3 !== 0).toSorted();
    expect(await books.$queryRawUnsafe(sql, calls)).toEqual(
      paidFor.map((reference) => ({ reference, entries: 2 })),
    );
  });
});

describe('the simulator’s events', () => {
  const body = (payment: object) => Buffer.from(JSON.stringify({ id: 'evt_1', type: 'payment.x', payment }));
  const signed = (bytes: Uint8Array, secret = webhookSecret, now = new Date()) => ({
    [webhookSignatureHeader]: signWebhook(secret, bytes, now),
  });
  const declined = {
    reference: 'p1',
    state: 'declined',
    declineCode: 'authentication_failed',
    declineReason: 'No.',
    redirectUrl: null,
  };

  it('are read as facts', () => {
    const bytes = body(declined);
    expect(provider.readWebhook(signed(bytes), bytes)).toEqual({
      id: 'evt_1',
      type: 'payment.x',
      reference: 'p1',
      fact: { type: 'declined', code: 'authentication_failed', reason: 'No.', retry: 'ANY_METHOD' },
    });
  });

  it('are refused without the right signature over these bytes', () => {
    const bytes = body(declined);
    expect(() => provider.readWebhook({}, bytes)).toThrow(WebhookRefused);
    expect(() => provider.readWebhook(signed(bytes, 'another-secret-16'), bytes)).toThrow(WebhookRefused);
    const other = body({ ...declined, state: 'authorized' });
    expect(() => provider.readWebhook(signed(bytes), other)).toThrow(WebhookRefused);
  });

  it.each(['{', '{}', '{"id":"evt_1","type":"x","payment":{}}'])('are refused when they are %s', (text) => {
    const bytes = Buffer.from(text);
    expect(() => provider.readWebhook(signed(bytes), bytes)).toThrow(WebhookRefused);
  });
});

describe('a provider that cannot be reached', () => {
  it('is unavailable', async () => {
    const nowhere = createSimulatorProvider({
      url: 'http://127.0.0.1:1',
      webhookSecrets: [webhookSecret],
      timeoutMs: 500,
    });
    await expect(nowhere.lookup('p1')).rejects.toThrow(ProviderUnavailable);
    await nowhere.close();
  });
});
