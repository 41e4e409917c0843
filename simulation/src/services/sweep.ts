import type { DueIndex } from '../database/due-index.ts';
import type { Process } from '../world/process.ts';
import { Wake } from './wake.ts';

/** Who sweeps, how often, and how it is known that there is nothing to sweep. */
export interface Sweeping {
  readonly process: Process;
  readonly everyMs: number;
  readonly index: Pick<DueIndex<never>, 'mayHaveDueIn' | 'watch'>;
}

/** Runs a sweeper in a process until it dies; sweeps that would find nothing are spared, as there are so many. */
export async function sweep(sweeping: Sweeping, once: () => Promise<{ hasMore: boolean }>): Promise<void> {
  const ticks = ticksOf(sweeping);
  for (;;) {
    await ticks();
    let hasMore = true;
    while (hasMore) ({ hasMore } = await once().catch(() => nothing));
  }
}

const nothing = { hasMore: false };

/** Waits for the next time at which the sweeper looks and there may be something; each has times of its own. */
function ticksOf({ process, everyMs, index }: Sweeping): () => Promise<void> {
  const { world } = process;
  const wake = new Wake(process);
  process.onDeath(index.watch(wake.wake));
  const firstMs = world.elapsedMs - world.random.integer(0, everyMs);
  const nextTick = (): number => {
    const aheadMs = Math.max(1, index.mayHaveDueIn(world.now()));
    return firstMs + Math.ceil((world.elapsedMs + aheadMs - firstMs) / everyMs) * everyMs;
  };
  return async () => {
    let tickMs = nextTick();
    do {
      await wake.sleep(tickMs - world.elapsedMs);
      if (world.elapsedMs < tickMs) tickMs = nextTick();
    } while (world.elapsedMs < tickMs);
  };
}
