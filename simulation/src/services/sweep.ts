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
export async function sweep(
  { process, everyMs, index }: Sweeping,
  once: () => Promise<{ hasMore: boolean }>,
): Promise<void> {
  const { world } = process;
  const wake = new Wake(process);
  process.onDeath(index.watch(wake.wake));
  const firstMs = world.elapsedMs - world.random.whole(0, everyMs);
  const untilTick = (idleMs: number): number => {
    const sinceFirstMs = world.elapsedMs - firstMs;
    return Math.ceil((sinceFirstMs + idleMs) / everyMs) * everyMs - sinceFirstMs;
  };
  const idle = (): number => index.mayHaveDueIn(world.now());
  for (;;) {
    for (let idleMs = idle(); idleMs > 0; idleMs = idle()) await wake.sleep(untilTick(idleMs));
    const { hasMore } = await once().catch(() => nothing);
    if (!hasMore) await process.wait(everyMs);
  }
}

const nothing = { hasMore: false };
