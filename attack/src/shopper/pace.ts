import type { Sample } from './sample.ts';

/** How fast somebody shops in peace. */
export interface Pace {
  /** The median of each kind of step, in milliseconds. */
  readonly medians: ReadonlyMap<string, number>;
  /** The 99th percentile of all steps, each as a multiple of the median of its kind. */
  readonly p99: number;
}

/** How many times as long the shopper may take as in peace. */
export const mostSlowdown = 3;

/** Steps after which a row is left, and one that looks slow is judged: of three hundred, three may be slow by chance. */
const fewSteps = 20;
const manySteps = 300;

/** Measures the pace of what somebody did in peace. */
export function paceOf(samples: readonly Sample[]): Pace {
  const byStep = Map.groupBy(samples, ({ step }) => step);
  const medians = new Map(
    [...byStep].map(([step, own]) => [
      step,
      quantile(
        own.map(({ ms }) => ms),
        0.5,
      ),
    ]),
  );
  return { medians, p99: quantile(multiples(samples, medians), 0.99) };
}

/** How often the 99th percentile of these steps is what it was in peace; 0 for none. */
export function slowdown(samples: readonly Sample[], { medians, p99 }: Pace): number {
  return quantile(multiples(samples, medians), 0.99) / p99;
}

/** Whether these steps are enough to judge by: only where they look slow does it take many. */
export function isEnough(samples: readonly Sample[], peace: Pace): boolean {
  if (failuresIn(samples).length > 0) return true;
  return samples.length >= (slowdown(samples, peace) > mostSlowdown ? manySteps : fewSteps);
}

/** What failed, and why. */
export function failuresIn(samples: readonly Sample[]): string[] {
  return samples.flatMap(({ step, error }) => (error === null ? [] : [`${step}: ${error}`]));
}

/** Steps of different kinds are compared by what is usual for their kind: a session is sooner begun than an order confirmed. */
function multiples(samples: readonly Sample[], medians: ReadonlyMap<string, number>): number[] {
  return samples.map(({ step, ms }) => ms / (medians.get(step) ?? ms));
}

/** The smallest value that so large a part of all does not exceed; 0 of none. */
function quantile(values: readonly number[], part: number): number {
  const inOrder = values.toSorted((one, other) => one - other);
  return inOrder[Math.max(0, Math.ceil(inOrder.length * part) - 1)] ?? 0;
}
