import { expect, it } from 'vitest';
import { actionOf, operationOf } from './rules.ts';

it('an action of orders is told by the name of its mutation, and any other mutation is told as such', () => {
  expect(operationOf('ORDER_FULFILLMENT_MARK_DELIVERED')).toBe('orderFulfillmentMarkDelivered');
  expect(actionOf('orderFulfillmentMarkDelivered')).toBe('ORDER_FULFILLMENT_MARK_DELIVERED');
  expect(actionOf('staffInvite')).toBe('OTHER');
});
