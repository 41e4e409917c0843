import { defineCommand, wholeNumber } from '@cartwright/command-line';

/** The options of `npm run bench`. */
export interface BenchOptions {
  /** The names of rows; every row when empty. */
  readonly only: readonly string[];
  /** How long each load is measured, once whoever answers is warm. */
  readonly seconds: number;
  /** How many checkouts are measured. */
  readonly checkouts: number;
  /** Whether the gateway and the subgraphs of the store are one process. */
  readonly oneProcess?: boolean;
}

/** Reads the command line. */
export function benchOptions(args: readonly string[]): BenchOptions {
  return defineCommand('npm run bench --', 'Measures a store of its own against what the machine can do.')
    .option('--only <rows>', 'the rows with these names, separated by commas', words, [])
    .option('--seconds <number>', 'how long each load is measured', wholeNumber({ max: 600 }), 10)
    .option('--checkouts <number>', 'how many checkouts are measured', wholeNumber({ max: 100_000 }), 640)
    .option('--one-process', 'the store as one process, as `npm start -- --one-process` opens it')
    .parse(args, { from: 'user' })
    .opts<BenchOptions>();
}

function words(text: string): string[] {
  return text.split(',').map((word) => word.trim());
}
