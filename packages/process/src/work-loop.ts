import { isUnavailable } from '@cartwright/errors';
import { createLoop, type Loop, type LoopOptions } from './background-loop.ts';

/** The options of a work loop. */
export interface WorkLoopOptions<Item> extends Omit<LoopOptions, 'round' | 'stopLimitMs'> {
  /** Claims up to `limit` items; no other call returns an item that is in progress. */
  readonly claim: (limit: number) => Promise<readonly Item[]>;
  /** Works on one item. */
  readonly work: (item: Item) => Promise<void>;
  /** How many items may be in progress at a time. */
  readonly maxInHand: number;
}

/**
 * Builds a loop that claims items and works on each separately, so that one that hangs blocks no other. Work that fails
 * is logged. Stopping waits for work in progress.
 */
export function createWorkLoop<Item>(options: WorkLoopOptions<Item>): Loop {
  const { name, claim, work, maxInHand, intervalMs, logger } = options;
  const inHand = new Set<Promise<void>>();
  const take = (item: Item): void => {
    const working = work(item)
      .catch((error: unknown) =>
        logger[isUnavailable(error) ? 'warn' : 'error']({ err: error, item }, `${name}: failed`),
      )
      .finally(() => inHand.delete(working));
    inHand.add(working);
  };
  const round = async (): Promise<void> => {
    const free = maxInHand - inHand.size;
    if (free > 0) for (const item of await claim(free)) take(item);
  };
  const loop = createLoop({ name, round, intervalMs, logger });
  return {
    start: () => loop.start(),
    wake: () => loop.wake(),
    stop: async () => {
      await loop.stop();
      await Promise.all(inHand);
    },
  };
}
