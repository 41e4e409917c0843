import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { bringsJson, isPlainlySent } from './plainly-sent.ts';

/** A request as Node reads it: of several headers with one name, `headers` has the first. */
function requestWith(...rawHeaders: readonly string[]): IncomingMessage {
  const headers: Record<string, string> = {};
  for (let at = 0; at < rawHeaders.length; at += 2)
    headers[rawHeaders[at]?.toLowerCase() ?? ''] ??= rawHeaders[at + 1] ?? '';
  return { headers, rawHeaders } as unknown as IncomingMessage;
}

it.each([
  ['to one host', ['Host', 'shop.example'], true],
  ['to none', ['Accept', '*/*'], false],
  ['to two hosts', ['Host', 'shop.example', 'hOST', 'other.example'], false],
  ['in pieces', ['Host', 'shop.example', 'Transfer-Encoding', 'chunked'], false],
  ['compressed', ['Host', 'shop.example', 'Content-Encoding', 'gzip'], false],
  ['once it may continue', ['Host', 'shop.example', 'Expect', '100-continue'], false],
  ['to become something else', ['Host', 'shop.example', 'Upgrade', 'h2c'], false],
])('knows a request that is sent %s', (_how, rawHeaders, is) => {
  expect(isPlainlySent(requestWith(...rawHeaders))).toBe(is);
});

it.each([
  ['JSON', 'application/json', '2', true],
  ['JSON in UTF-8', 'application/json; charset=utf-8', '10', true],
  ['JSON in another character set', 'application/json; charset=us-ascii', '2', false],
  ['a form', 'application/x-www-form-urlencoded', '2', false],
  ['JSON that is too long', 'application/json', '11', false],
  ['nothing', 'application/json', '0', false],
  ['JSON of a length that is none', 'application/json', 'ten', false],
])('knows a request that brings %s', (_what, type, length, does) => {
  expect(bringsJson(requestWith('Content-Type', type, 'Content-Length', length), 10)).toBe(does);
});

it('takes a body whose length is not told for none', () => {
  expect(bringsJson(requestWith('Content-Type', 'application/json'), 10)).toBe(false);
});
