import { EventSource } from 'eventsource';
import { describe, expect, inject, it } from 'vitest';
import { orderOfGuest } from '../support/order-of-guest.ts';

const url = inject('graphqlUrl');

describe('EventSource', () => {
  it('reads a subscription by GET', async () => {
    const { orderId, token } = await orderOfGuest(url);
    const query = `subscription { orderStatusChanged(orderId: "${orderId}") { status } }`;
    const source = new EventSource(`${url}?${new URLSearchParams({ query }).toString()}`, {
      fetch: (input, init) =>
        fetch(input, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } }),
    });
    const statuses = await new Promise<string[]>((resolve, reject) => {
      const seen: string[] = [];
      source.addEventListener('next', ({ data }: MessageEvent<string>) => {
        const answer = JSON.parse(data) as { data: { orderStatusChanged: { status: string } } };
        seen.push(answer.data.orderStatusChanged.status);
        if (seen.includes('CONFIRMED')) resolve(seen);
      });
      source.addEventListener('error', ({ code, message }) =>
        reject(new Error(`${code ?? ''} ${message ?? ''}`)),
      );
    });
    source.close();
    expect(statuses.at(-1)).toBe('CONFIRMED');
  });
});
