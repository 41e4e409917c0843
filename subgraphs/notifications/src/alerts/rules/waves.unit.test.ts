import { expect, it } from 'vitest';
import { afterPart, nextPart, toldAtOnce, waveMs, type WaveState } from './waves.ts';

const begin = new Date('2026-01-02T10:00:00Z');
const fresh = { waveBeganAt: null, waveLeft: null };

/** How many are told in each part, of so many who wait, until nobody is due; and what is kept then. */
function tell(state: WaveState, waiting: number, now = begin) {
  const parts: number[] = [];
  let kept = state;
  for (let left = waiting; ;) {
    const part = nextPart(kept, now);
    const told = Math.min(part.size, left);
    if (told > 0) parts.push(told);
    left -= told;
    const { dueAt, ...wave } = afterPart(part, told, now);
    kept = { ...kept, ...wave };
    if (dueAt === null || dueAt > now) return { parts, dueAt, kept };
  }
}

it('tells five for each piece, in parts, and the next ones a quarter of an hour later', () => {
  const dueAt = new Date(begin.getTime() + waveMs);
  const few = tell({ ...fresh, available: 3 }, 10_000);
  expect(few).toMatchObject({ parts: [15], dueAt });
  expect(tell(few.kept, 10_000, dueAt).parts).toEqual([15]);
  const { parts } = tell({ ...fresh, available: 100 }, 10_000);
  expect(parts).toEqual(Array<number>(500 / toldAtOnce).fill(toldAtOnce));
  expect(tell({ ...fresh, available: null }, 10_000).parts).toEqual(parts);
});

it('tells nobody more meanwhile, however stock and prices change, but those for whom there was room', () => {
  const later = new Date(begin.getTime() + waveMs - 1);
  const full = tell({ ...fresh, available: 1 }, 5);
  expect(tell({ ...full.kept, available: 100 }, 9, later)).toMatchObject({
    ...{ parts: [], dueAt: new Date(begin.getTime() + waveMs) },
  });
  const one = tell({ ...fresh, available: 1 }, 1);
  expect(one).toMatchObject({ parts: [1], dueAt: null });
  expect(tell({ ...one.kept, available: 100 }, 9, later).parts).toEqual([4]);
  const none = tell({ ...fresh, available: 1 }, 0);
  expect(tell(none.kept, 9, later).parts).toEqual([5]);
});

it('is over for now once nobody is left', () => {
  expect(tell({ ...fresh, available: 100 }, 60)).toMatchObject({ parts: [50, 10], dueAt: null });
});
