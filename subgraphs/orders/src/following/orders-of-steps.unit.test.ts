import { expect, it, vi } from 'vitest';
import type { Order, StoredTimelineEntry } from '../order/door.ts';
import { OrdersOfSteps } from './orders-of-steps.ts';

const step = (version: number) => ({ orderId: 'a', version }) as StoredTimelineEntry;
const order = { id: 'a' } as Order;

it('reads the order once for all who are told of a step at the same time', async () => {
  const orders = new OrdersOfSteps();
  const [first, load] = [step(1), vi.fn(() => Promise.resolve(order))];
  const given = await Promise.all([1, 2, 3].map(() => orders.of(first, load)));
  expect(given).toEqual([order, order, order]);
  expect(load).toHaveBeenCalledOnce();
});

it('reads it again for another step, for who comes later, and after a failure', async () => {
  const orders = new OrdersOfSteps();
  const [first, load] = [step(1), vi.fn(() => Promise.resolve(order))];
  await Promise.all([orders.of(first, load), orders.of(step(2), load)]);
  expect(load).toHaveBeenCalledTimes(2);
  await expect(orders.of(first, () => Promise.reject(new Error('down')))).rejects.toThrow('down');
  expect(await orders.of(first, load)).toBe(order);
});
