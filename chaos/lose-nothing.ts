import { temporaryDirectory, type TemporaryDirectory } from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runChaos } from './src/run-chaos.ts';
import { openChaosStore, type ChaosStore } from './src/store/chaos-store.ts';
import { chaosReport } from './src/verdict/report.ts';

/** What is broken, and meanwhile so many buyers. */
export interface ShortRun {
  readonly orders: number;
  /** Kinds of faults, each once. */
  readonly only: readonly string[];
}

/** Nothing is lost while these parts are broken, one after the other. */
export function losesNothing({ orders, only }: ShortRun): void {
  let directory: TemporaryDirectory;
  let chaos: ChaosStore;
  beforeAll(async () => {
    directory = temporaryDirectory('chaos');
    chaos = await openChaosStore(directory.path);
  });
  afterAll(async () => {
    await chaos.stop();
    directory.remove();
  });

  it('loses nothing while one part after the other is broken', { timeout: 400_000 }, async () => {
    const result = await runChaos(
      chaos,
      { orders, faults: only.length, seed: 1, longShare: 0, only },
      () => undefined,
    );
    const report = chaosReport(result);
    expect(result.verdict.violations, report).toEqual([]);
    expect(result.purchases).toHaveLength(orders);
    expect(result.faults.map(({ kind }) => kind).sort(), report).toEqual([...only].sort());
    const confirmed = result.purchases.filter(({ status }) => status === 'CONFIRMED');
    expect(confirmed.length, report).toBeGreaterThan(orders / 3);
    expect(confirmed.filter(({ bundles }) => bundles > 0).length, report).toBeGreaterThan(0);
  });
}
