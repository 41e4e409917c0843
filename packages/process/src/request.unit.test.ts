import { expect, it } from 'vitest';
import { continueTrace, requestIdFrom } from './request.ts';

it('keeps an id of a request that was sent, unless it holds a card number', () => {
  expect(requestIdFrom('shop-12345678')).toBe('shop-12345678');
  for (const sent of ['4111111111111111', 'tok_4111-1111-1111-1111', 'a b', undefined])
    expect(requestIdFrom(sent)).toMatch(/^[\da-f]{8}-[\da-f]{4}-7/);
});

it('continues a trace, unless its id holds a card number', () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  expect(continueTrace(`00-${traceId}-00f067aa0ba902b7-01`)).toMatch(`00-${traceId}-`);
  const trace = continueTrace('00-4111111111111111abcdefabcdefabcd-00f067aa0ba902b7-01');
  expect(trace).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-01$/);
  expect(trace).not.toContain('4111111111111111');
});
