import { expect, it } from 'vitest';
import { askedReviews, identityOf, orderOf } from './asked-reviews.ts';

it('asks for all, the newest first, where nothing is said', () => {
  const all = { sort: 'NEWEST', rating: null, isVerifiedPurchase: null };
  expect(askedReviews({})).toEqual(all);
  expect(askedReviews({ sort: null, rating: null, isVerifiedPurchase: null })).toEqual(all);
});

it.each([0, 6, -1])('there are no %d stars', (rating) => {
  expect(() => askedReviews({ rating })).toThrow('rating must be between 1 and 5.');
});

it('reads reviews of as many stars the newest first', () => {
  expect(orderOf(askedReviews({ sort: 'LOWEST_RATING', rating: 2 }))).toBe('NEWEST');
  expect(orderOf(askedReviews({ sort: 'LOWEST_RATING' }))).toBe('LOWEST_RATING');
  expect(orderOf(askedReviews({ sort: 'OLDEST', rating: 2 }))).toBe('OLDEST');
});

it('tells every list from every other, and takes cursors of the plain one from before', () => {
  const asked = [
    {},
    { sort: 'OLDEST' },
    { sort: 'LOWEST_RATING' },
    { rating: 4 },
    { rating: 5 },
    { isVerifiedPurchase: true },
    { isVerifiedPurchase: false },
  ] as const;
  const marks = asked.map((args) => JSON.stringify(identityOf('p1', askedReviews(args))));
  expect(new Set(marks).size).toBe(asked.length);
  expect(marks[0]).toBe(JSON.stringify(['reviews', 'p1']));
});
