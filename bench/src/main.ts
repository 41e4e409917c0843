import { benchOptions, type BenchOptions } from './options.ts';
import { ownDirectory } from './own-directory.ts';
import { tableHead, tableRow } from './report/table.ts';
import { rows } from './rows.ts';
import { runBench } from './run-bench.ts';

/** `npm run bench`. */
async function main({ only, ...options }: BenchOptions): Promise<void> {
  const unknown = only.filter((name) => rows.every((row) => row.name !== name));
  if (unknown.length > 0)
    throw new Error(
      `No row is called ${unknown.join(', ')}; there are ${rows.map(({ name }) => name).join(', ')}.`,
    );
  const chosen = rows.filter(({ name, isOnlyByName }) =>
    only.length === 0 ? isOnlyByName !== true : only.includes(name),
  );
  const dataDir = ownDirectory('bench');
  console.log(tableHead);
  await runBench(chosen, { ...options, dataDir }, (row, finding) => console.log(tableRow(row, finding)));
}

try {
  await main(benchOptions(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
