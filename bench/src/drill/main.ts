import { ownDirectory } from '../own-directory.ts';
import { drillLines, drillTable } from './drill-report.ts';
import { drillOptions, type DrillOptions } from './options.ts';
import { runDrill } from './run-drill.ts';

/** `npm run drill`. @returns whether everything held */
async function main(options: DrillOptions): Promise<boolean> {
  const drill = await runDrill({ ...options, dataDir: ownDirectory('drill') }, (step) =>
    console.error(`… ${step}`),
  );
  const lines = drillLines(drill);
  console.log(drillTable(lines));
  return lines.every(({ held }) => held);
}

try {
  process.exitCode = (await main(drillOptions(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
