// Runs a command of the store on a machine that has nothing but Node 20 or newer and npm: checks the Node version,
// installs the locked dependencies when they are missing or outdated, and hands over to stack/src/<command>.ts.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { dependenciesAreCurrent } from './dependencies.mjs';
import { handOver } from './hand-over.mjs';
import { olderNodeMessage, runtime } from './runtime.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const commands = [
  'start',
  'test',
  'test-all',
  'check',
  'reset',
  'dev',
  'chaos',
  'attack',
  'bench',
  'drill',
  'simulate',
  'mails',
  'staff-code',
  'staff-invite-owner',
  'audit-verify',
  'explain',
  'search-rebuild',
];
const [command, ...rest] = process.argv.slice(2);

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function installDependencies() {
  if (dependenciesAreCurrent(root)) return;
  process.stdout.write('Installing the locked dependencies (npm ci) …\n');
  const args = [
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--update-notifier=false',
    '--loglevel=error',
  ];
  const npm = process.env.npm_execpath ?? '';
  const ownNpm = path.basename(npm) === 'npm-cli.js' && existsSync(npm);
  const [program, prefix] = ownNpm ? [process.execPath, [npm]] : ['npm', []];
  const { status, error } = spawnSync(program, [...prefix, ...args], { cwd: root, stdio: 'inherit' });
  if (status === 0) return;
  fail(
    `\nThe dependencies could not be installed${error ? ` (${error.message})` : ''}. ` +
      'Check the connection to the npm registry (`npm ping`), then run the same command again.',
  );
}

if (!commands.includes(command)) fail(`Usage: node scripts/bootstrap.mjs ${commands.join('|')} [options]`);
const tooOld = olderNodeMessage(process.versions.node, 20);
if (tooOld) fail(tooOld);
installDependencies();
const node = runtime(root, process);
if (node.problem) fail(node.problem);
handOver({ root, node: node.file, script: path.join('stack/src', `${command}.ts`), args: rest });
