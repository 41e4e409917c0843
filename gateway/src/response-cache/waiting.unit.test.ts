import { expect, it } from 'vitest';
import { Waiting } from './waiting.ts';

it('is given up when the last who waits has gone', () => {
  const waiting = new Waiting();
  const [first, second] = [new AbortController(), new AbortController()];
  waiting.add(first.signal);
  waiting.add(second.signal);
  first.abort();
  expect(waiting.abandoned.aborted).toBe(false);
  second.abort();
  expect(waiting.abandoned.aborted).toBe(true);
});

it('is not given up while somebody waits to the end', () => {
  const waiting = new Waiting();
  const leaving = new AbortController();
  waiting.add(undefined);
  waiting.add(leaving.signal);
  leaving.abort();
  expect(waiting.abandoned.aborted).toBe(false);
});

it('is given up at once by somebody who had gone before', () => {
  const waiting = new Waiting();
  waiting.add(AbortSignal.abort());
  expect(waiting.abandoned.aborted).toBe(true);
});
