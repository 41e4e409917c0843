import { expect, it } from 'vitest';
import { afterPart, nextPart, toldAtOnce, waveIntervalMs, type WaveState } from './waves.ts';

const now = new Date('2026-01-02T10:00:00Z');
const fresh = { waveBeganAt: null, waveLeft: null };

/** How many are told in each part, of so many who wait, until the wave is over. */
function tell(state: WaveState, waiting: number): { parts: number[]; dueAt: Date | null } {
  const parts: number[] = [];
  let kept: WaveState = state;
  for (let left = waiting; ;) {
    const part = nextPart(kept, now);
    const told = Math.min(part.size, left);
    parts.push(told);
    left -= told;
    const after = afterPart(part, told, now);
    kept = { ...kept, ...after };
    if (after.waveLeft === null) return { parts, dueAt: after.dueAt };
  }
}

it('tells five for each piece, in parts, and the next ones a quarter of an hour later', () => {
  const dueAt = new Date(now.getTime() + waveIntervalMs);
  expect(tell({ ...fresh, available: 3 }, 10_000)).toEqual({ parts: [15], dueAt });
  const { parts } = tell({ ...fresh, available: 100 }, 10_000);
  expect(parts).toHaveLength(500 / toldAtOnce);
  expect(parts.reduce((sum, one) => sum + one)).toBe(500);
  expect(tell({ ...fresh, available: null }, 10_000).parts).toEqual(parts);
});

it('is over for now once nobody is left', () => {
  expect(tell({ ...fresh, available: 3 }, 14)).toEqual({ parts: [14], dueAt: null });
  expect(tell({ ...fresh, available: 100 }, 0)).toEqual({ parts: [0], dueAt: null });
  expect(tell({ ...fresh, available: 100 }, 60)).toEqual({ parts: [50, 10], dueAt: null });
});

it('counts the quarter of an hour from when the wave began, also where it was told in parts', () => {
  const beganAt = new Date(now.getTime() - 60_000);
  const last = nextPart({ available: 100, waveBeganAt: beganAt, waveLeft: 50 }, now);
  expect(afterPart(last, 50, now)).toEqual({
    ...{ dueAt: new Date(beganAt.getTime() + waveIntervalMs), waveBeganAt: beganAt, waveLeft: null },
  });
});
