import type { ChaosOptions } from '../options.ts';
import type { Random } from '../random.ts';
import type { FaultKind } from './fault.ts';

/** The kinds of faults of a run, in their order, shuffled round by round; those asked for by name as often as each other. */
export function schedule(
  all: readonly FaultKind[],
  { faults, only }: Pick<ChaosOptions, 'faults' | 'only'>,
  random: Random,
): FaultKind[] {
  const kinds = only.length === 0 ? all : [...new Set(all)].filter(({ name }) => only.includes(name));
  if (kinds.length === 0) throw new Error(`There are these kinds of fault: ${names(all).join(', ')}`);
  const rounds = Math.ceil(faults / kinds.length);
  return Array.from({ length: rounds }, () => shuffled(kinds, random))
    .flat()
    .slice(0, faults);
}

function names(kinds: readonly FaultKind[]): string[] {
  return [...new Set(kinds.map(({ name }) => name))];
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
