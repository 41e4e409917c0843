import { defineCommand, wholeNumber } from '@cartwright/command-line';

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

/** Reads the command line. */
export function chaosOptions(args: readonly string[]): ChaosOptions {
  const command = defineCommand('npm run chaos --', 'Buyers shop on a real store while its parts are broken.')
    .option('--orders <n>', 'orders in all', wholeNumber({ min: 0 }), 1_000)
    .option('--faults <n>', 'faults in all', wholeNumber({ min: 0 }), 20)
    .option('--seed <n>', 'what all chance comes from', wholeNumber({ min: 0 }), 1)
    .option('--only <kinds>', 'the kinds of fault, separated by commas', kinds, []);
  return { ...command.parse(args, { from: 'user' }).opts<Omit<ChaosOptions, 'longShare'>>(), longShare: 0.2 };
}

function kinds(text: string): string[] {
  return text.split(',').map((kind) => kind.trim());
}
