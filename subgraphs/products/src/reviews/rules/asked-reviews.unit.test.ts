import { expect, it } from 'vitest';
import { askedReviews, identityOf, orderOf } from './asked-reviews.ts';

const asked = (args: Parameters<typeof askedReviews>[0]) => {
  const reviews = askedReviews(args);
  if (reviews === undefined) throw new TypeError('There are no such stars');
  return reviews;
};

it('asks for all, the newest first, where nothing is said', () => {
  const all = { sort: 'NEWEST', rating: null, isVerifiedPurchase: null };
  expect(askedReviews({})).toEqual(all);
  expect(askedReviews({ sort: null, rating: null, isVerifiedPurchase: null })).toEqual(all);
});

it.each([0, 6, -1])('there are no %d stars', (rating) => {
  expect(askedReviews({ rating })).toBeUndefined();
});

it('reads reviews of as many stars the newest first', () => {
  expect(orderOf(asked({ sort: 'LOWEST_RATING', rating: 2 }))).toBe('NEWEST');
  expect(orderOf(asked({ sort: 'LOWEST_RATING' }))).toBe('LOWEST_RATING');
  expect(orderOf(asked({ sort: 'OLDEST', rating: 2 }))).toBe('OLDEST');
});

it('tells every list from every other, and takes cursors of the plain one from before', () => {
  const lists = [
    {},
    { sort: 'OLDEST' },
    { sort: 'LOWEST_RATING' },
    { rating: 4 },
    { rating: 5 },
    { isVerifiedPurchase: true },
    { isVerifiedPurchase: false },
  ] as const;
  const marks = lists.map((args) => JSON.stringify(identityOf('p1', asked(args))));
  expect(new Set(marks).size).toBe(lists.length);
  expect(marks[0]).toBe(JSON.stringify(['reviews', 'p1']));
});
