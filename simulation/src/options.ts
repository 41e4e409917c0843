import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

/** What `npm run simulate` was asked for. */
export interface SimulateOptions {
  readonly orders: number;
  readonly seed: string;
  readonly workers: number;
  /** One world to run again, with its history. */
  readonly world: string | undefined;
  readonly mutations: boolean;
}

/** Reads the command line. @throws TypeError for an option that there is not, or one that is not a number */
export function readOptions(args: readonly string[]): SimulateOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      orders: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      workers: { type: 'string', default: String(Math.min(availableParallelism(), 8)) },
      world: { type: 'string' },
      mutations: { type: 'boolean', default: false },
    },
  });
  const { seed, world, mutations } = values;
  return {
    seed,
    world,
    mutations,
    orders: whole('orders', values.orders),
    workers: whole('workers', values.workers),
  };
}

function whole(name: string, text: string): number {
  const value = Number(text.replaceAll(/[_,]/g, ''));
  if (Number.isInteger(value) && value > 0) return value;
  throw new TypeError(`--${name} must be a whole number, and is ${text}`);
}
