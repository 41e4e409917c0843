import pc from 'picocolors';
import { prepareCheckout } from './commands/prepare-checkout.ts';
import { runTool } from './commands/run-tool.ts';
import { describeFailure } from './progress/describe-failure.ts';
import type { Reporter } from './progress/reporter.ts';
import { terminalReporter } from './progress/terminal-reporter.ts';

interface Check {
  readonly title: string;
  readonly tool: string;
  readonly args: readonly string[];
  /** The command that fixes it, where there is one. */
  readonly remedy?: string;
}

const boundaries = [
  '--config',
  '.dependency-cruiser.cjs',
  'gateway',
  'monolith',
  'packages',
  'stack',
  'subgraphs',
  'e2e',
  'chaos',
  'attack',
  'bench',
  'simulation',
];

/** In parts, since ESLint keeps the types of all that it has looked at: all at once does not fit into the 4 GB that Node gives it. */
const linted: readonly Check[] = [
  lint('subgraphs', ['subgraphs']),
  lint('gateway-and-packages', ['gateway', 'packages']),
  lint('else', [
    '.',
    ...['subgraphs', 'gateway', 'packages'].flatMap((one) => ['--ignore-pattern', `${one}/**`]),
  ]),
];

function lint(part: string, args: readonly string[]): Check {
  const cache = ['--cache', '--cache-location', `node_modules/.cache/eslint/${part}/`];
  return { title: `Lint: ${part.replaceAll('-', ' ')}`, tool: 'eslint', args: [...args, ...cache] };
}

const checks: readonly Check[] = [
  {
    title: 'Format',
    tool: 'prettier',
    args: ['--check', '--log-level', 'warn', '.'],
    remedy: 'npm run format',
  },
  { title: 'Types', tool: 'tsc', args: ['--noEmit', '--pretty', '-p', 'tsconfig.json'] },
  {
    title: 'Types of the explorer',
    tool: 'tsc',
    args: ['--noEmit', '--pretty', '-p', 'packages/explorer/page/tsconfig.json'],
  },
  ...linted,
  { title: 'Boundaries', tool: 'depcruise', args: boundaries },
  { title: 'Unused code and dependencies', tool: 'knip', args: ['--no-progress'] },
  { title: 'Licences', tool: 'node', args: ['scripts/licences.mjs'] },
  {
    title: 'Databases and statements',
    tool: 'node',
    args: ['stack/src/checks/check-databases.ts'],
  },
  { title: 'List of features', tool: 'node', args: ['stack/src/checks/check-features.ts'] },
  {
    title: 'Composed supergraph and published schema',
    tool: 'node',
    args: ['gateway/src/supergraph/compose.ts', '--check'],
    remedy: 'npm run supergraph',
  },
];

/** `npm run check`: everything that continuous integration checks; a failure does not stop the checks that follow. */
async function check(): Promise<boolean> {
  const reporter = terminalReporter(process.stdout);
  let allPassed = await prepared(reporter);
  for (const one of checks) allPassed = (await runCheck(one)) && allPassed;
  return allPassed;
}

async function prepared(reporter: Reporter): Promise<boolean> {
  try {
    await prepareCheckout(reporter);
    return true;
  } catch (error) {
    console.log(describeFailure(error));
    return false;
  }
}

async function runCheck({ title, tool, args, remedy }: Check): Promise<boolean> {
  const started = performance.now();
  const { passed, output } = await runTool(tool, args);
  const duration = pc.dim(`${((performance.now() - started) / 1000).toFixed(1)} s`);
  console.log(`${passed ? pc.green('✓') : pc.red('✗')} ${title} ${duration}`);
  if (passed) return true;
  console.log(output.trimEnd());
  if (remedy) console.log(`\n  Run \`${remedy}\` to fix it.\n`);
  return false;
}

process.exitCode = (await check()) ? 0 : 1;
