import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installPrograms, programMissing } from '@cartwright/servers';
import { terminalReporter } from '../progress/terminal-reporter.ts';
import { prepareCheckout } from './prepare-checkout.ts';
import { runTool } from './run-tool.ts';
import { addOutcomes, readOutcome, type TestOutcome } from './test-report.ts';

/** vitest's projects, cheapest first; the groups run one after the other, since the later ones start servers. */
export const shortGroups: readonly (readonly string[])[] = [['unit', 'contract'], ['int'], ['e2e']];

const mostTold = 20;

/**
 * Prepares what tests need and runs groups of vitest's projects.
 * @param args for vitest
 * @returns whether any test ran and all passed
 */
export async function runTests(
  groups: readonly (readonly string[])[],
  args: readonly string[],
): Promise<boolean> {
  await prepare();
  const reports = mkdtempSync(path.join(tmpdir(), 'cartwright-reports-'));
  const outcomes: TestOutcome[] = [];
  for (const projects of groups) outcomes.push(await runGroup(projects, args, reports));
  rmSync(reports, { recursive: true, force: true });
  const { passed, failures } = addOutcomes(outcomes);
  // Once more at the end: what a group printed may be thousands of lines above.
  for (const failure of failures.slice(0, mostTold)) console.log(`FAILED ${failure}\n`);
  if (failures.length > mostTold) console.log(`… and ${failures.length - mostTold} more\n`);
  console.log(`${passed} passed, ${failures.length} failed`);
  return failures.length === 0 && passed > 0;
}

async function prepare(): Promise<void> {
  const reporter = terminalReporter(process.stdout);
  await prepareCheckout(reporter);
  await reporter.step('PostgreSQL, Redis and NATS are on this machine', async () => {
    const [missing] = await installPrograms(['postgres', 'redis-server', 'nats-server'], reporter.note);
    if (missing !== undefined) throw programMissing(missing);
  });
  await reporter.step('A second search engine is on this machine', async () => {
    const [missing] = await installPrograms(['groonga'], reporter.note);
    if (missing === undefined) return;
    if (process.env['CI'] !== undefined) throw programMissing(missing);
    reporter.note('There is no Groonga (groonga-bin): the tests of searches in it are skipped.');
  });
  await reporter.step('A browser is on this machine', async () => {
    const [missing] = await installPrograms(['chromium'], reporter.note);
    if (missing !== undefined) reporter.note('There is no Chromium: the tests of pages are skipped.');
  });
}

async function runGroup(
  projects: readonly string[],
  args: readonly string[],
  reports: string,
): Promise<TestOutcome> {
  const report = path.join(reports, `${projects.join('-')}.json`);
  const selection = projects.flatMap((project) => ['--project', project]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const options = ['run', '--passWithNoTests', ...selection, ...reporters, ...args];
  const { passed } = await runTool('vitest', options, 'inherit');
  return readOutcome(report, { name: projects.join(' and '), passed });
}
