import type { OptionSpec } from './departments/department-spec.ts';
import type { Random } from '@cartwright/random';
import type { SampleOption } from './sample-types.ts';

/** An option with what each further value costs on top. */
export interface ChosenOption extends SampleOption {
  stepPercent: number;
}

/** No product has more variants than this. */
export const maxVariants = 12;

/** Chooses values for each option, in the shop's order, so that their combinations stay within `maxVariants`. */
export function chooseOptions(specs: readonly OptionSpec[], random: Random): ChosenOption[] {
  let combinations = 1;
  return specs.map((spec) => {
    const most = Math.min(spec.take[1], Math.floor(maxVariants / combinations));
    const size = random.integer(Math.min(spec.take[0], most), most);
    combinations *= size;
    const values = spec.neighbours ? neighbours(spec, size, random) : anyOf(spec, size, random);
    return { name: spec.name, values, stepPercent: spec.stepPercent ?? 0 };
  });
}

function neighbours({ values }: OptionSpec, size: number, random: Random): string[] {
  const from = random.integer(0, values.length - size);
  return values.slice(from, from + size);
}

function anyOf({ values }: OptionSpec, size: number, random: Random): string[] {
  const chosen = new Set(random.shuffle(values).slice(0, size));
  return values.filter((value) => chosen.has(value));
}
