import { expect, it } from 'vitest';
import { isGivenUp, nextAttempt, placeOf } from './picture-fetch.ts';

it('tries five times over some hours', () => {
  const at = new Date(0);
  const pauses = [1, 2, 3, 4, 5].map((attempts) => nextAttempt({ attempts }, at)?.getTime());
  expect(pauses).toEqual([30_000, 300_000, 1_800_000, 14_400_000, undefined]);
  expect([5, 6].map((attempts) => isGivenUp({ attempts }))).toEqual([false, true]);
});

it.each([
  ['b', ['own', 'image-a', 'image-c'], 2],
  ['d', ['own', 'image-a', 'image-c'], 3],
  ['a', ['image-c', 'own'], 0],
  ['a', [], 0],
])('places the picture of address %s among %j at %i', (fetchId, gallery, place) => {
  const fetched = new Map([
    ['image-a', 'a'],
    ['image-c', 'c'],
  ]);
  const images = gallery.map((id) => ({ id }));
  expect(placeOf(images, { fetchId, fetched })).toBe(place);
});
