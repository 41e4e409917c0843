import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '@cartwright/random';
import { ShopApi } from './shop-api.ts';
import { shop, type Purchase } from './shop.ts';
import { shoppingPlan } from './shopping-plan.ts';
import type { Shelves } from './stock-shelves.ts';

/** Buyers at work. */
export interface Workload {
  readonly started: number;
  readonly purchases: readonly Purchase[];
  /** How often each kind of error was met and the request repeated. */
  readonly errors: ReadonlyMap<string, number>;
  /** Resolves when the last buyer has left. */
  readonly done: Promise<void>;
}

/** Who buys what, and how fast. */
export interface WorkloadOptions {
  readonly urls: readonly string[];
  readonly shelves: Shelves;
  readonly orders: number;
  readonly random: Random;
  /** How many buyers may have started by now. */
  readonly mayStart: () => number;
  readonly atOnce: number;
}

/** Runs buyers, so many at once, and records the outcome of each. */
export function runWorkload(options: WorkloadOptions): Workload {
  const purchases: Purchase[] = [];
  const errors = new Map<string, number>();
  let started = 0;
  const letIn = async (): Promise<void> => {
    while (started < options.orders) {
      if (started >= options.mayStart()) {
        await delay(50);
        continue;
      }
      const turn = started;
      started += 1;
      const plan = shoppingPlan(options.random.fork(`buyer ${turn}`), options.shelves);
      purchases.push(await shop(new ShopApi(options.urls, errors, turn), plan));
    }
  };
  const done = Promise.all(Array.from({ length: options.atOnce }, letIn)).then(() => undefined);
  return {
    get started() {
      return started;
    },
    purchases,
    errors,
    done,
  };
}
