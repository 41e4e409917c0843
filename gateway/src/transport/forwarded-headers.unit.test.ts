import { expect, it } from 'vitest';
import { forwardedHeaders } from './forwarded-headers.ts';

it('picks what is meant for subgraphs and nothing else', () => {
  const meant = {
    authorization: 'Bearer x',
    'accept-language': 'de',
    'x-currency': 'USD',
    'x-request-id': 'request-1',
  };
  const { traceparent, ...rest } = forwardedHeaders(
    {
      ...meant,
      cookie: 'a',
      signature: 'forged',
      'x-client-network': 'forged',
    },
    '2001:db8::1',
  );
  expect(rest).toEqual({ ...meant, 'x-client-network': '2001:db8::/64' });
  expect(traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
});

it.each([
  ['de-AT, de;q=0.9, en;q=0.5', 'de'],
  ['fr, *;q=0.5', 'en'],
])('tells subgraphs of %j that the answer is in %s', (header, language) => {
  expect(forwardedHeaders({ 'accept-language': header }, '192.0.2.1')['accept-language']).toBe(language);
});

it('makes a request id in place of none or of one that could forge log lines', () => {
  const made = forwardedHeaders({}, '192.0.2.1')['x-request-id'];
  const remade = forwardedHeaders({ 'x-request-id': 'a"\n{"level":60}' }, '192.0.2.1')['x-request-id'];
  expect(made).toMatch(/^[\w-]{36}$/);
  expect(remade).toMatch(/^[\w-]{36}$/);
  expect(made).not.toBe(remade);
});

it.each([{ authorization: 'Bearer a\r\nsignature: forged' }, { 'accept-language': 'de\u2028' }])(
  'refuses %j, which no request could have',
  (headers) => {
    expect(() => forwardedHeaders(headers, '192.0.2.1')).toThrow(
      /^The header \S+ holds a character that headers cannot have\.$/,
    );
  },
);
