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
    expect(await test.transaction((outcomes) => outcomes.outcomesOf([uuidv7()]))).toEqual(new Map());
  });

  it('keeps the first of several outcomes of one order', async () => {
    await using test = await open();
    const orderId = uuidv7();
    for (const outcome of ['CONFIRMED', 'CANCELLED'] as const)
      await test.transaction((outcomes) => outcomes.recordOutcomes([{ orderId, outcome, now }]));
    expect(await test.transaction((outcomes) => outcomes.outcomesOf([orderId]))).toEqual(
      new Map([[orderId, 'CONFIRMED']]),
    );
  });
}
