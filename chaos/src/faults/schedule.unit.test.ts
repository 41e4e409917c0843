import { describe, expect, it } from 'vitest';
import { createRandom } from '@cartwright/random';
import type { FaultKind } from './fault.ts';
import { schedule } from './schedule.ts';

const kinds = ['one', 'two', 'three'].map((name): FaultKind => ({
  name,
  create: () => ({
    what: name,
    parts: [name],
    begin: () => Promise.resolve(),
    heal: () => Promise.resolve(),
  }),
}));
const named = (faults: number, only: readonly string[] = [], seed = 1) =>
  schedule(kinds, { faults, only }, createRandom(String(seed))).map(({ name }) => name);

describe('schedule', () => {
  it('has every kind once before it repeats any', () => {
    const names = named(6);
    expect(new Set(names.slice(0, 3)).size).toBe(3);
    expect(new Set(names.slice(3)).size).toBe(3);
  });

  it('may end in the middle of a round', () => {
    expect(named(4)).toHaveLength(4);
    expect(named(0)).toEqual([]);
  });

  it('keeps to the kinds that are asked for', () => {
    expect(new Set(named(10, ['two']))).toEqual(new Set(['two']));
  });

  it('lists the kinds when a name matches none', () => {
    expect(() => named(1, ['flood'])).toThrow('one, two, three');
  });

  it('replays a seed', () => {
    expect(named(30, [], 4)).toEqual(named(30, [], 4));
    expect(named(30, [], 4)).not.toEqual(named(30, [], 5));
  });
});
