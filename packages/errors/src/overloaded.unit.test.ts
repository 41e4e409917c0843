import { expect, it } from 'vitest';
import { comeAgainIn, overloaded } from './overloaded.ts';

it('says in the error and in the header when to come again', () => {
  const { extensions } = overloaded(3);
  expect(extensions).toMatchObject({ code: 'UNAVAILABLE', retryAfter: 3, http: { status: 503 } });
  expect([...(extensions['http'] as { headers: Map<string, string> }).headers]).toEqual([
    ['retry-after', '3'],
  ]);
});

it('has those who are refused together come again one after the other', () => {
  expect([0, 0.2, 0.999].map((drawn) => comeAgainIn(() => drawn))).toEqual([1, 2, 5]);
});
