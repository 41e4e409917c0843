import type { DueIndex } from '../database/due-index.ts';
import type { Process } from '../world/process.ts';

/** Who sweeps, how often, and how it is known that there is nothing to sweep. */
export interface Sweeping {
  readonly process: Process;
  readonly everyMs: number;
  readonly index: Pick<DueIndex<never>, 'mayHaveDue'>;
}

/** Runs a sweeper in a process until it dies; a sweep that would find nothing is spared, as there are so many. */
export async function sweep(
  { process, everyMs, index }: Sweeping,
  once: () => Promise<{ hasMore: boolean }>,
): Promise<void> {
  const isNeeded = (): boolean => index.mayHaveDue(process.world.now());
  for (;;) {
    const { hasMore } = isNeeded() ? await once().catch(() => nothing) : nothing;
    if (!hasMore) await process.wait(everyMs);
  }
}

const nothing = { hasMore: false };
