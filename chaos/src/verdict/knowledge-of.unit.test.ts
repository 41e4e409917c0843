import { describe, expect, it } from 'vitest';
import type { Purchase } from '../workload/shop.ts';
import { knowledgeOf } from './knowledge-of.ts';

const buyer = { token: 'sim_ok', bundles: 0, ownerId: 'anna', key: 'a key', isPolling: false, problems: [] };
const steps = [{ version: 1, status: 'PENDING' }];
const shown = {
  currency: 'USD',
  subtotalMinor: 1500,
  discountMinor: 0,
  shippingMinor: 590,
  taxMinor: 0,
  totalMinor: 2090,
};

describe('what buyers know', () => {
  it('is the order that they were promised, and all that they saw of it', () => {
    const bought: Purchase = { ...buyer, orderId: 'sold', status: 'CONFIRMED', steps, shown };
    expect(knowledgeOf([bought])).toEqual({
      accepted: [{ orderId: 'sold', ownerId: 'anna', key: 'a key' }],
      refused: [],
      quotes: [{ orderId: 'sold', ...shown }],
      observations: [{ subscriber: 'anna', orderId: 'sold', steps, isPolling: false, isComplete: true }],
    });
  });

  it('is why they were refused', () => {
    const refused: Purchase = { ...buyer, rejected: 'OutOfStockError', steps: [] };
    expect(knowledgeOf([refused])).toEqual({
      accepted: [],
      refused: [{ ownerId: 'anna', key: 'a key', reason: 'OutOfStockError' }],
      quotes: [],
      observations: [],
    });
  });

  it('ends where they gave up', () => {
    const { observations } = knowledgeOf([{ ...buyer, orderId: 'sold', steps, isPolling: true }]);
    expect(observations).toMatchObject([{ isComplete: false, isPolling: true }]);
  });

  it('is nothing for who never asked for an order', () => {
    const left: Purchase = {
      token: 'sim_ok',
      bundles: 0,
      rejected: 'no cart',
      steps: [],
      isPolling: false,
      problems: [],
    };
    expect(knowledgeOf([left])).toEqual({ accepted: [], refused: [], quotes: [], observations: [] });
  });
});
