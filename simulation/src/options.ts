import { availableParallelism } from 'node:os';
import { defineCommand, oneOf, wholeNumber } from '@cartwright/command-line';
import { mutations } from './mutations/mutations.ts';

/** The options of `npm run simulate`. */
export interface SimulateOptions {
  readonly orders: number;
  readonly seed: string;
  readonly workers: number;
  /** One world to run again, with its history. */
  readonly world?: string;
  /** Buyers in each world; more than half of them get an order. */
  readonly buyers: number;
  readonly mutations: boolean;
  /** The deliberate fault to run with, by its name. */
  readonly mutation?: string;
}

/** Reads the command line. */
export function readOptions(args: readonly string[]): SimulateOptions {
  const faults = mutations.map(({ name }) => name);
  const cores = Math.min(availableParallelism(), 8);
  const command = defineCommand('npm run simulate --', 'The checkout under every kind of fault.')
    .option('--orders <n>', 'orders in all', wholeNumber(), 20_000)
    .option('--seed <text>', 'what all chance comes from', '1')
    .option('--workers <n>', 'threads', wholeNumber(), cores)
    .option('--buyers <n>', 'buyers in each world', wholeNumber(), 400)
    .option('--world <seed>', 'one world again, with its history')
    .option('--mutations', 'is each deliberate fault noticed?', false)
    .option('--mutation <name>', 'run with this deliberate fault', oneOf(faults));
  return command.parse(args, { from: 'user' }).opts<SimulateOptions>();
}
