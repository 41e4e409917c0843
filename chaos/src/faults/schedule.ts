import type { ChaosOptions } from '../options.ts';
import type { Random } from '@cartwright/random';
import type { FaultKind } from './fault.ts';

/** The kinds of fault of a run, in order: each round has every kind once, shuffled; with `only`, those kinds alone. */
export function schedule(
  all: readonly FaultKind[],
  { faults, only }: Pick<ChaosOptions, 'faults' | 'only'>,
  random: Random,
): FaultKind[] {
  const kinds = only.length === 0 ? all : [...new Set(all)].filter(({ name }) => only.includes(name));
  if (kinds.length === 0) throw new Error(`The kinds of fault are: ${names(all).join(', ')}`);
  const rounds = Math.ceil(faults / kinds.length);
  return Array.from({ length: rounds }, () => random.shuffle(kinds))
    .flat()
    .slice(0, faults);
}

function names(kinds: readonly FaultKind[]): string[] {
  return [...new Set(kinds.map(({ name }) => name))];
}
