import { expect, it } from 'vitest';
import { parseSubgraphAnswer } from './parse-subgraph-answer.ts';
import { isPlainText } from './plain-text.ts';
import type { SubgraphResponse } from './subgraph-transport.ts';

function read(body: string): SubgraphResponse {
  const answer = parseSubgraphAnswer({ status: 200, body, waitedMs: undefined });
  if (answer === undefined) throw new Error('That is no answer.');
  return answer;
}

it('knows of an answer whether its text may be written again as it is', () => {
  expect(isPlainText(read('{"data":{"name":"Käse \u2028\u{1f9c0}"}}'))).toBe(true);
  expect(isPlainText(read(String.raw`{"data":{"name":"a \"b\""}}`))).toBe(false);
  expect(isPlainText(read(String.raw`{"data":{"name":"\ud800"}}`))).toBe(false);
});

it.each(['"', '\\', '\n', '\u0000', '\u001f', '\ud800', '\udc00a'])('takes %j for no plain text', (text) => {
  expect(isPlainText(read(JSON.stringify({ data: { text } })))).toBe(false);
});

it('knows nothing of what was not read', () => {
  expect(isPlainText({ data: { name: 'plain' } })).toBe(false);
});
