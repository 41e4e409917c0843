import { expect, it } from 'vitest';
import { SearchCounter, type SearchOutcome } from './search-counter.ts';

const count = (counter: SearchCounter, term: string, visitor = 'one', outcome: SearchOutcome = 'ANSWERED') =>
  counter.count({ term, language: 'en', outcome, visitor });

it('adds up what is searched for in a language, and gives it once', () => {
  const counter = new SearchCounter('a key');
  count(counter, 'mug');
  count(counter, 'mug', 'one', 'UNANSWERED');
  count(counter, 'mug', 'one', 'READ_OTHERWISE');
  counter.count({ term: 'mug', language: 'de', outcome: 'UNANSWERED', visitor: 'one' });
  expect(counter.take()).toMatchObject([
    { language: 'de', term: 'mug', searches: 1, answered: 0, unanswered: 1 },
    { language: 'en', term: 'mug', searches: 3, answered: 1, unanswered: 1 },
  ]);
  expect(counter.take()).toEqual([]);
});

it('never takes one visitor for two, and tells some from others', () => {
  const counter = new SearchCounter('a key');
  for (let time = 0; time < 20; time += 1) count(counter, 'alone', 'one');
  for (let visitor = 0; visitor < 20; visitor += 1) count(counter, 'common', `visitor ${visitor}`);
  const bits = counter.take().map(({ visitorBits }) => visitorBits.toString(2).replaceAll('0', '').length);
  expect(bits[0]).toBe(1);
  expect(bits[1]).toBeGreaterThan(10);
  expect(bits[1]).toBeLessThanOrEqual(20);
});

it('keeps another place of the same visitor for other texts and languages, and none that is known without the key', () => {
  const bitsWith = (key: string) => {
    const counter = new SearchCounter(key);
    for (let term = 0; term < 20; term += 1) count(counter, `term ${term}`);
    return counter.take().map(({ visitorBits }) => visitorBits);
  };
  expect(new Set(bitsWith('a key')).size).toBeGreaterThan(10);
  expect(bitsWith('a key')).toEqual(bitsWith('a key'));
  expect(bitsWith('a key')).not.toEqual(bitsWith('another key'));
});

it('holds so many texts and no more, and goes on with those that it has', () => {
  const counter = new SearchCounter('a key');
  for (let term = 0; term < 2_100; term += 1) count(counter, `term ${term}`);
  count(counter, 'term 0');
  const taken = counter.take();
  expect(taken).toHaveLength(2_000);
  expect(taken.find(({ term }) => term === 'term 0')?.searches).toBe(2);
});
