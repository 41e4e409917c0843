import { parseArgs } from 'node:util';

const usage = 'Usage: npm run chaos -- [--orders N] [--faults N] [--seed N] [--only kind,kind]';

/** The options of a chaos run. */
export interface ChaosOptions {
  readonly orders: number;
  readonly faults: number;
  readonly seed: number;
  /** The kinds of fault to choose from; all of them when empty. */
  readonly only: readonly string[];
  /** The share of faults that outlast every timeout of a request. */
  readonly longShare: number;
}

/** Reads the command line. @throws Error that shows the usage when it is not understood. */
export function chaosOptions(args: readonly string[]): ChaosOptions {
  const { values } = parseOptions(args);
  return {
    orders: wholeNumber(values.orders, 1000),
    faults: wholeNumber(values.faults, 20),
    seed: wholeNumber(values.seed, 1),
    only: values.only?.split(',') ?? [],
    longShare: 0.2,
  };
}

function parseOptions(args: readonly string[]) {
  const option = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { orders: option, faults: option, seed: option, only: option },
    });
  } catch (error) {
    throw new Error(usage, { cause: error });
  }
}

function wholeNumber(text: string | undefined, fallback: number): number {
  const value = Number(text ?? fallback);
  if (Number.isInteger(value) && value >= 0) return value;
  throw new Error(`"${text ?? ''}" is not a whole number. ${usage}`);
}
