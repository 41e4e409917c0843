import { envelopeSchema } from '@cartwright/events';
import { describe, expect, it } from 'vitest';
import { outboxRows } from './outbox-rows.ts';

const id = '0197e6a0-0000-7000-8000-000000000001';
const stamp = { domain: 'orders', newId: () => id, now: () => new Date('2026-01-02T03:04:05.678Z') } as const;
const stored = { type: 'inventory.reserve.v1', key: 'order-1', businessId: 'order-1', data: { quantity: 2 } };

describe('an outbox row', () => {
  it('holds a CloudEvents envelope and the subject', () => {
    const [row] = outboxRows([stored], { ...stamp, traceparent: '00-trace-01' });
    expect(row?.subject).toBe('from.orders.inventory.reserve.v1.order-1');
    expect(envelopeSchema.parse(row?.envelope)).toEqual({
      specversion: '1.0',
      id,
      source: 'orders',
      type: 'inventory.reserve.v1',
      time: '2026-01-02T03:04:05.678Z',
      subject: 'order-1',
      businessid: 'order-1',
      data: { quantity: 2 },
      traceparent: '00-trace-01',
    });
  });

  it.each([
    ['a.b c', 'a_b_c'],
    ['x>*', 'x__'],
    ['', '_'],
  ])('makes a valid subject of the key "%s"', (key, token) => {
    const [row] = outboxRows([{ ...stored, key }], stamp);
    expect(row?.subject).toBe(`from.orders.inventory.reserve.v1.${token}`);
    expect(row?.envelope['subject']).toBe(key);
  });
});
