import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dataDirectory } from './commands/data-directory.ts';
import { devOptions } from './commands/dev-options.ts';
import { ownDataDirectory } from './commands/own-data-directory.ts';
import { runUntilStopped } from './commands/run-until-stopped.ts';
import type { Domain } from '@cartwright/events';
import { freePort, dyingWithParent } from '@cartwright/servers';
import { generateCode } from './preparation/generate-code.ts';
import { Owned } from './processes/owned.ts';
import type { ProcessSpec } from './processes/store-process.ts';
import { terminalReporter } from './progress/terminal-reporter.ts';
import { repositoryRoot } from './repository-root.ts';
import { attachBasis } from './store/attach-basis.ts';
import { openBasis, type Basis } from './store/open-basis.ts';
import { wantedPorts } from './store/open-store.ts';
import { seedDatabases } from './store/prepare-databases.ts';
import { storePlan } from './store/store-plan.ts';
import { defaultPorts } from './store/store-ports.ts';

const dataDir = dataDirectory(process.env);
const owned = new Owned();
const reporter = terminalReporter(process.stdout);

/**
 * `npm run dev -w subgraphs/<name>`: one subgraph alone, restarted at every change of its files, with its own explorer and
 * without the gateway's signatures. It uses the servers of a running store, else it starts them.
 */
async function dev(domain: Domain): Promise<void> {
  await reporter.step('Generated code', () => generateCode({ dataDir, owned }));
  const basis = await findBasis();
  const spec = specOf(domain, basis);
  const port = await freePort(defaultPorts[domain]);
  const { file, args } = dyingWithParent({ command: process.execPath, args: ['--watch', spec.script] });
  const child = spawn(file, args, {
    cwd: repositoryRoot,
    stdio: 'inherit',
    env: { ...process.env, ...spec.env, PORT: String(port), ALLOW_UNSIGNED: 'true' },
  });
  const ended = once(child, 'exit');
  const kill = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  const stop = async (): Promise<void> => {
    kill('SIGTERM');
    await ended;
  };
  await owned.add({ name: domain, stop, kill });
  reporter.note(`The explorer of ${domain}: http://localhost:${port}/explorer`);
}

async function findBasis(): Promise<Basis> {
  const holder = await ownDataDirectory(dataDir, owned);
  if (holder !== undefined) return attachBasis(dataDir, process.env);
  const basis = await openBasis({
    dataDir,
    owned,
    reporter,
    wantedPorts: wantedPorts({ ports: defaultPorts }),
  });
  await reporter.step('Sample data', (tell) => seedDatabases({ ...basis, owned, tell }));
  return basis;
}

function specOf(domain: Domain, basis: Basis): ProcessSpec {
  const plan = storePlan({ ...basis, replicas: {}, env: {} });
  const spec = plan.flat().find(({ name }) => name === domain);
  if (!spec) throw new Error(`The store has no process ${domain}.`);
  return spec;
}

await runUntilStopped(owned, () => dev(devOptions(process.argv.slice(2))));
