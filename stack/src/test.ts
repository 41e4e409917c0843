import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { prepareCheckout } from './commands/prepare-checkout.ts';
import { runTool } from './commands/run-tool.ts';
import { addCounts, readCounts, type TestCounts } from './commands/test-report.ts';
import { describeFailure } from './progress/describe-failure.ts';
import { terminalReporter } from './progress/terminal-reporter.ts';
import { installPrograms, programMissing } from '@cartwright/servers';

/** vitest's projects, cheapest first; the groups run one after the other, since the later ones start servers. */
const groups = [['unit', 'contract'], ['int'], ['e2e']];

/** `npm test`: everything that the tests need, then all of them. @returns whether they passed. */
async function test(args: readonly string[]): Promise<boolean> {
  const reporter = terminalReporter(process.stdout);
  await prepareCheckout(reporter);
  await reporter.step('PostgreSQL, Redis and NATS are on this machine', async () => {
    const [missing] = await installPrograms(['postgres', 'redis-server', 'nats-server'], reporter.note);
    if (missing !== undefined) throw programMissing(missing);
  });
  await reporter.step('A browser is on this machine', async () => {
    const [missing] = await installPrograms(['chromium'], reporter.note);
    if (missing !== undefined) reporter.note('There is no Chromium: the tests of pages are skipped.');
  });
  const reports = mkdtempSync(path.join(tmpdir(), 'cartwright-reports-'));
  const counts: TestCounts[] = [];
  for (const projects of groups) counts.push(await runGroup(projects, args, reports));
  rmSync(reports, { recursive: true, force: true });
  const { passed, failed } = addCounts(counts);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0;
}

async function runGroup(
  projects: readonly string[],
  args: readonly string[],
  reports: string,
): Promise<TestCounts> {
  const report = path.join(reports, `${projects.join('-')}.json`);
  const selection = projects.flatMap((project) => ['--project', project]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const options = ['run', '--passWithNoTests', ...selection, ...reporters, ...args];
  const { passed } = await runTool('vitest', options, 'inherit');
  return readCounts(report, passed);
}

try {
  process.exitCode = (await test(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  console.error(`\n${describeFailure(error)}`);
  process.exitCode = 1;
}
