import { expect, it } from 'vitest';
import { requestBytes } from './request-bytes.ts';

const request = { method: 'POST', path: '/graphql?a=b', headers: [{ 'x-a': 'é' }, { 'x-b': '' }] } as const;

it('writes head and body as one', () => {
  expect(requestBytes('[::1]:80', { ...request, body: '{}' })).toBe(
    'POST /graphql?a=b HTTP/1.1\r\nhost: [::1]:80\r\nconnection: keep-alive\r\nx-a: é\r\nx-b: \r\ncontent-length: 2\r\n\r\n{}',
  );
  expect(requestBytes('a', { method: 'GET', path: '/', headers: [] })).toBe(
    'GET / HTTP/1.1\r\nhost: a\r\nconnection: keep-alive\r\n\r\n',
  );
});

it('writes a head in Latin-1 and a body in UTF-8', () => {
  const bytes = requestBytes('a', { ...request, body: '"é\u{1f9c0}"' }) as Buffer;
  const [head = '', body = ''] = bytes.toString('latin1').split('\r\n\r\n');
  expect(head).toContain('x-a: é\r\n');
  expect(head).toContain('content-length: 8');
  expect(Buffer.from(body, 'latin1').toString('utf8')).toBe('"é\u{1f9c0}"');
});

it.each(['a\r\nb: c', 'a\nb', 'a\0', 'a\u2028', '\u0100'])('sends no header %j', (value) => {
  expect(() => requestBytes('a', { ...request, headers: [{ 'x-a': value }] })).toThrow('x-a');
});
