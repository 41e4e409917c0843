import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

/** The options of `npm run simulate`. */
export interface SimulateOptions {
  readonly orders: number;
  readonly seed: string;
  readonly workers: number;
  /** One world to run again, with its history. */
  readonly world: string | undefined;
  /** Buyers in each world; more than half of them get an order. */
  readonly buyers: number;
  readonly mutations: boolean;
  /** The deliberate fault to run with, by its name. */
  readonly mutation: string | undefined;
}

/** Reads the command line. @throws TypeError for an unknown option, or a value that is not a whole number */
export function readOptions(args: readonly string[]): SimulateOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      orders: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      workers: { type: 'string', default: String(Math.min(availableParallelism(), 8)) },
      world: { type: 'string' },
      buyers: { type: 'string', default: '400' },
      mutations: { type: 'boolean', default: false },
      mutation: { type: 'string' },
    },
  });
  const { seed, world, mutations, mutation } = values;
  return {
    seed,
    world,
    mutations,
    mutation,
    buyers: whole('buyers', values.buyers),
    orders: whole('orders', values.orders),
    workers: whole('workers', values.workers),
  };
}

function whole(name: string, text: string): number {
  const value = Number(text.replaceAll(/[_,]/g, ''));
  if (Number.isInteger(value) && value > 0) return value;
  throw new TypeError(`--${name} must be a whole number, and is ${text}`);
}
