import { expect, it } from 'vitest';
import { rateLimited } from './rate-limited.ts';

it.each([
  [0, 1],
  [1, 1],
  [1_001, 2],
])('%d ms of waiting are told as %d s', (waitMs, retryAfter) => {
  const { message, extensions } = rateLimited(waitMs);
  expect(message).toBe(`Too many requests: try again in ${retryAfter} s.`);
  expect(extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter, http: { status: 429 } });
  expect([...(extensions['http'] as { headers: Map<string, string> }).headers]).toEqual([
    ['retry-after', String(retryAfter)],
  ]);
});
