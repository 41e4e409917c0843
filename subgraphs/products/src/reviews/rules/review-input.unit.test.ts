import { readInput } from '@cartwright/input';
import { expect, it } from 'vitest';
import { reviewChangeSchema, reviewSchema, withoutNulls } from './review-input.ts';

const review = { rating: 5, title: 'Great', body: 'Does what it should.\nReally.' };

it('is tidied', () => {
  const input = { ...review, title: ' \u200bGreat\u00a0', body: ' Does what it should.\r\nReally. ' };
  expect(readInput(reviewSchema, input)).toEqual({ kind: 'valid', value: review });
});

it.each([
  ['rating', 'OUT_OF_RANGE', { ...review, rating: 0 }],
  ['rating', 'OUT_OF_RANGE', { ...review, rating: 6 }],
  ['title', 'REQUIRED', { ...review, title: '  ' }],
  ['title', 'INVALID_CHARACTERS', { ...review, title: 'Great\0' }],
  ['title', 'TOO_LONG', { ...review, title: 'x'.repeat(121) }],
  ['body', 'REQUIRED', { ...review, body: '' }],
  ['body', 'TOO_LONG', { ...review, body: 'x'.repeat(5_001) }],
])('names %s as %s', (field, code, input) => {
  expect(readInput(reviewSchema, input)).toMatchObject({ fields: [{ path: [field], code }] });
});

it('names every field at fault, and of a change only those that are given', () => {
  const nothing = { rating: 9, title: '', body: '\ud83d' };
  expect(readInput(reviewSchema, nothing)).toMatchObject({ fields: [{}, {}, {}] });
  const change = withoutNulls({ rating: null, title: 'Still great' });
  expect(readInput(reviewChangeSchema, change)).toEqual({ kind: 'valid', value: { title: 'Still great' } });
});
