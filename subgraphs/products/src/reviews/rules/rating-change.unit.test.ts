import { expect, it } from 'vitest';
import { ratingChange } from './rating-change.ts';

const shown = { rating: 4, hiddenAt: null };
const hidden = { rating: 4, hiddenAt: new Date() };

it.each([
  ['a new review', null, shown, { sum: 4, count: 1 }],
  ['another opinion', shown, { ...shown, rating: 1 }, { sum: -3, count: 0 }],
  ['one that is deleted', shown, null, { sum: -4, count: -1 }],
  ['one that is hidden', shown, hidden, { sum: -4, count: -1 }],
  ['one that is shown again', hidden, shown, { sum: 4, count: 1 }],
  ['another opinion in hiding', hidden, { ...hidden, rating: 1 }, { sum: 0, count: 0 }],
  ['a hidden one that is deleted', hidden, null, { sum: 0, count: 0 }],
])('%s changes the rating', (_what, before, after, change) => {
  expect(ratingChange(before, after)).toEqual(change);
});
