import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import { ProviderUnavailable, type PaymentProvider } from './ports.ts';

/** Tokens of a provider that behave as their names here say. */
export interface ProviderTokens {
  readonly ok: string;
  readonly declined: string;
  readonly actionRequired: string;
  readonly captureDeclined: string;
  readonly late: string;
  readonly neverAnswers: string;
  readonly failsOnce: string;
}

const amountMinor = 1_250;

/** A provider, and what a test needs to know of it. */
export interface ProviderUnderTest {
  readonly provider: PaymentProvider;
  readonly tokens: ProviderTokens;
  /** Whether a buyer who is sent to this address can decide there. */
  readonly isPage: (redirectUrl: string) => Promise<boolean>;
}

/** What every payment provider does. */
export function providerSuite(test: () => ProviderUnderTest): void {
  const calls = callsOf(test);
  testMovingMoney(calls);
  testRefusals(calls);
  testVoiding(calls);
}

/** The calls as payments makes them: one idempotency key per payment and operation. */
function callsOf(test: () => ProviderUnderTest) {
  const provider = () => test().provider;
  const call = (reference: string, operation: string) => ({
    idempotencyKey: `${reference}:${operation}`,
    reference,
  });
  return {
    authorize: (reference: string, token: keyof ProviderTokens, currency = 'EUR') =>
      provider().authorize({
        ...call(reference, 'authorize'),
        orderReference: `order-${reference}`,
        amountMinor,
        currency,
        token: test().tokens[token],
        returnUrl: null,
      }),
    capture: (reference: string) => provider().capture({ ...call(reference, 'capture'), amountMinor }),
    giveUp: (reference: string) => provider().void(call(reference, 'void')),
    refund: (reference: string) => provider().refund({ ...call(reference, 'refund'), amountMinor }),
    lookup: (reference: string) => provider().lookup(reference),
    isPage: (redirectUrl: string) => test().isPage(redirectUrl),
    stateOf: async (reference: string) => (await provider().lookup(reference)).type,
  };
}

type Calls = ReturnType<typeof callsOf>;

function testMovingMoney({ authorize, capture, refund, stateOf }: Calls): void {
  it('authorises, captures and refunds, and says so when it is asked', async () => {
    const reference = uuidv7();
    expect(await authorize(reference, 'ok')).toMatchObject({ kind: 'authorized' });
    expect(await stateOf(reference)).toBe('authorized');
    expect(await capture(reference)).toEqual({ kind: 'captured' });
    expect(await stateOf(reference)).toBe('captured');
    expect(await refund(reference)).toEqual({ kind: 'refunded' });
    expect(await stateOf(reference)).toBe('refunded');
  });

  it('answers a repeated call as it answered the first', async () => {
    const reference = uuidv7();
    const first = await Promise.all([1, 2, 3].map(() => authorize(reference, 'ok')));
    expect(first).toMatchObject([{ kind: 'authorized' }, { kind: 'authorized' }, { kind: 'authorized' }]);
    const captures = await Promise.all([1, 2, 3].map(() => capture(reference)));
    expect(captures).toEqual([{ kind: 'captured' }, { kind: 'captured' }, { kind: 'captured' }]);
    expect(await refund(reference)).toEqual({ kind: 'refunded' });
    expect(await refund(reference)).toEqual({ kind: 'refunded' });
  });

  it('does not take one key for two requests', async () => {
    const reference = uuidv7();
    await authorize(reference, 'ok', 'EUR');
    await expect(authorize(reference, 'ok', 'USD')).rejects.toThrow(ProviderUnavailable);
  });
}

function testRefusals({ authorize, capture, giveUp, stateOf, lookup, isPage }: Calls): void {
  it('gives the reason of a refusal', async () => {
    const reference = uuidv7();
    const declined = await authorize(reference, 'declined');
    expect(declined).toMatchObject({ kind: 'declined', code: 'card_declined', retry: 'OTHER_METHOD' });
    expect((declined as { reason: string }).reason).not.toBe('');
    expect(await lookup(reference)).toMatchObject({ type: 'declined', code: 'card_declined' });
  });

  it('sends the buyer to a page', async () => {
    const result = await authorize(uuidv7(), 'actionRequired');
    expect(result.kind).toBe('action-required');
    const { redirectUrl } = result as { redirectUrl: string };
    expect(await isPage(redirectUrl)).toBe(true);
  });

  it('can refuse the capture of what it authorised', async () => {
    const reference = uuidv7();
    await authorize(reference, 'captureDeclined');
    expect(await capture(reference)).toMatchObject({ kind: 'declined', code: 'capture_declined' });
    expect(await stateOf(reference)).toBe('authorized');
    expect(await giveUp(reference)).toEqual({ kind: 'voided' });
  });
}

function testVoiding({ authorize, capture, giveUp, lookup }: Calls): void {
  it('voids what is authorised, processing, waiting or declined', async () => {
    for (const token of ['ok', 'late', 'actionRequired', 'declined'] as const) {
      const reference = uuidv7();
      await authorize(reference, token);
      expect(await giveUp(reference)).toEqual({ kind: 'voided' });
    }
  });

  it('declines what was voided before it came', async () => {
    const reference = uuidv7();
    expect(await giveUp(reference)).toEqual({ kind: 'voided' });
    expect(await authorize(reference, 'ok')).toMatchObject({ kind: 'declined', code: 'voided' });
  });

  it('does not void what is captured', async () => {
    const reference = uuidv7();
    await authorize(reference, 'ok');
    await capture(reference);
    expect(await giveUp(reference)).toEqual({ kind: 'already-captured' });
  });

  it('never heard of a payment that was not authorised', async () => {
    expect(await lookup(uuidv7())).toEqual({ type: 'unknown' });
  });

  it('is unavailable when it does not answer or fails, and can be asked again', async () => {
    await expect(authorize(uuidv7(), 'neverAnswers')).rejects.toThrow(ProviderUnavailable);
    const reference = uuidv7();
    await expect(authorize(reference, 'failsOnce')).rejects.toThrow(ProviderUnavailable);
    expect(await authorize(reference, 'failsOnce')).toMatchObject({ kind: 'authorized' });
  });
}
