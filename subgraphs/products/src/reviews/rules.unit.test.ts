import { expect, it } from 'vitest';
import { checkReview } from './rules.ts';

const review = { rating: 5, title: 'Great', body: 'Does what it should.' };

it('trims texts', () => {
  expect(checkReview({ ...review, title: '  Great\0 ' })).toEqual({ kind: 'valid', review });
});

it.each([
  ['rating', { ...review, rating: 0 }],
  ['rating', { ...review, rating: 6 }],
  ['rating', { ...review, rating: 4.5 }],
  ['title', { ...review, title: '  ' }],
  ['title', { ...review, title: 'x'.repeat(121) }],
  ['body', { ...review, body: '' }],
  ['body', { ...review, body: 'x'.repeat(5_001) }],
])('names %s when it is wrong', (field, input) => {
  expect(checkReview(input)).toEqual({ kind: 'invalid', field });
});
