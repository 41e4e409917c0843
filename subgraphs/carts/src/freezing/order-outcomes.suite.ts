import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import type { OrderOutcomes } from './ports.ts';

/** Outcomes of orders under test. */
export interface OrderOutcomesUnderTest extends AsyncDisposable {
  readonly transaction: <R>(work: (outcomes: OrderOutcomes) => Promise<R>) => Promise<R>;
}

/** What every store of outcomes does. */
export function orderOutcomesSuite(open: () => Promise<OrderOutcomesUnderTest>): void {
  const now = new Date('2026-01-02T10:00:00.000Z');

  it('knows nothing of an order that has not ended', async () => {
    await using test = await open();
    const { outcomes, termsVersion } = await test.transaction((stored) => stored.beforeFreeze([uuidv7()]));
    expect(outcomes).toEqual(new Map());
    expect(termsVersion).not.toBe('');
  });

  it('keeps the first of several outcomes of one order', async () => {
    await using test = await open();
    const orderId = uuidv7();
    for (const outcome of ['CONFIRMED', 'CANCELLED'] as const)
      await test.transaction((outcomes) => outcomes.recordOutcomes([{ orderId, outcome, now }]));
    const { outcomes } = await test.transaction((stored) => stored.beforeFreeze([orderId]));
    expect(outcomes).toEqual(new Map([[orderId, 'CONFIRMED']]));
  });
}
