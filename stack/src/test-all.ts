import { runTests, shortGroups } from './commands/run-tests.ts';
import { runTool } from './commands/run-tool.ts';
import { describeFailure } from './progress/describe-failure.ts';

/** A part of `npm run test:all`. */
interface Part {
  /** What it does, for whoever waits for it. */
  readonly title: string;
  readonly run: () => Promise<boolean>;
}

const parts: readonly Part[] = [
  {
    title: 'the tests of `npm test`, then the long ones: every real client, every value in every argument',
    run: () => runTests([...shortGroups, ['campaign']], []),
  },
  {
    title: 'journeys through a store in one process',
    run: journeysInOneProcess,
  },
  {
    title: '10,000 orders in the deterministic simulation (`npm run simulate`)',
    run: () => runScript('simulation/src/main.ts', '--orders', '10000', '--seed', '1'),
  },
  {
    title: '250 orders on a real store while its parts fail (`npm run chaos`)',
    run: () => runScript('chaos/src/main.ts', '--orders', '250', '--faults', '30', '--seed', '1'),
  },
  {
    title: 'every attack on a store in production mode (`npm run attack`)',
    run: () => runScript('attack/src/main.ts'),
  },
  {
    title: 'each guard switched off in turn (`npm run attack -- --mutants`)',
    run: () => runScript('attack/src/main.ts', '--mutants'),
  },
];

/** What runs on a store of either form. */
const journeys = [
  'checkout',
  'catalogue',
  'after-sale',
  'fulfilment',
  'search',
  'pictures',
  'addresses',
  'identities',
];

/** By the variable with which stores of tests are opened as one process. */
async function journeysInOneProcess(): Promise<boolean> {
  process.env['CARTWRIGHT_ONE_PROCESS'] = 'true';
  const passed = await runTests(
    [['e2e']],
    journeys.map((name) => `e2e/${name}`),
  );
  delete process.env['CARTWRIGHT_ONE_PROCESS'];
  return passed;
}

async function runScript(script: string, ...options: string[]): Promise<boolean> {
  return (await runTool('node', [script, ...options], 'inherit')).passed;
}

/** `npm run test:all`: everything that can be found out on one machine; a failure does not stop the parts that follow. */
async function testAll(): Promise<boolean> {
  const list = parts.map(({ title }, index) => `  ${index + 1}. ${title}`);
  console.log(`This takes long. It runs, one after the other:\n\n${list.join('\n')}\n`);
  const failed: string[] = [];
  for (const { title, run } of parts) {
    console.log(`\n=== ${title}\n`);
    if (!(await run())) failed.push(title);
  }
  console.log(failed.length === 0 ? '\nAll of it passed.' : `\nFailed:\n  ${failed.join('\n  ')}`);
  return failed.length === 0;
}

try {
  process.exitCode = (await testAll()) ? 0 : 1;
} catch (error) {
  console.error(`\n${describeFailure(error)}`);
  process.exitCode = 1;
}
