import { Driver } from './load/driver.ts';
import type { BenchOptions } from './options.ts';
import type { Bench, Finding, Row, WarmUp } from './row.ts';
import { openBenchStore, type BenchStore } from './store/open-bench-store.ts';

/** V8 compiles what is called often for many seconds after a start: until then its work would be counted as that of requests. */
const untilFast: WarmUp = { seconds: 15, checkouts: 640 };

/** Runs rows one after the other on one store, which is started when one needs it. */
export async function runBench(
  rows: readonly Row[],
  {
    dataDir,
    seconds,
    checkouts,
    oneProcess = false,
    warmUp = untilFast,
  }: Omit<BenchOptions, 'only'> & { readonly dataDir: string; readonly warmUp?: WarmUp },
  tell: (row: Row, finding: Finding) => void = () => undefined,
): Promise<Finding[]> {
  const driver = new Driver();
  let opened: Promise<BenchStore> | undefined;
  const openStore = (): Promise<BenchStore> =>
    (opened ??= openBenchStore({ dataDir, oneProcess, env: { gateway: { RESPONSE_CACHE: 'off' } } }));
  const findings: Finding[] = [];
  try {
    for (const row of rows) {
      const finding = await runRow(row, { openStore, driver, seconds, checkouts, warmUp });
      tell(row, finding);
      findings.push(finding);
    }
    return findings;
  } finally {
    await driver.stop();
    await (await opened)?.stop();
  }
}

/** A row that breaks off has failed; the others run all the same. */
async function runRow(row: Row, bench: Bench): Promise<Finding> {
  try {
    return await row.run(bench);
  } catch (error) {
    return { measured: '', against: '', failures: [error instanceof Error ? error.message : String(error)] };
  }
}
