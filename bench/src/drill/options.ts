import { defineCommand, wholeNumber } from '@cartwright/command-line';

/** The options of `npm run drill`. */
export interface DrillOptions {
  /** For how long too much is asked for. */
  readonly seconds: number;
  /** How often what the store can sustain. */
  readonly times: number;
  /** For how long it is measured in peace, before and after, and what it can sustain. */
  readonly calmSeconds: number;
  readonly buyersPerSecond: number;
}

/** Reads the command line. */
export function drillOptions(args: readonly string[]): DrillOptions {
  const about = 'Asks a store of its own for many times what it can do, while people buy.';
  return defineCommand('npm run drill --', about)
    .option('--seconds <number>', 'how long too much is asked for', wholeNumber({ max: 600 }), 60)
    .option('--times <number>', 'how often what it can sustain', wholeNumber({ max: 100 }), 10)
    .option('--calm-seconds <number>', 'how long peace is measured', wholeNumber({ max: 600 }), 20)
    .option('--buyers-per-second <number>', 'how many people buy', wholeNumber({ max: 100 }), 2)
    .parse(args, { from: 'user' })
    .opts<DrillOptions>();
}
