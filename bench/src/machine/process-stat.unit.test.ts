import { expect, it } from 'vitest';
import { parseStat } from './process-stat.ts';

it('adds the CPU time of a process to that of its children who have ended', () => {
  const text = '42 (a (very) odd name) S 7 42 42 0 -1 4194304 100 0 0 0 11 5 3 2 20 0 1 0 12345 0 0';
  expect(parseStat(42, text)).toEqual({ pid: 42, parent: 7, cpuMs: 210 });
});
