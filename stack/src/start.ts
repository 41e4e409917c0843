import { dataDirectory } from './commands/data-directory.ts';
import { startOptions, type StartOptions } from './commands/start-options.ts';
import { ownDataDirectory } from './commands/own-data-directory.ts';
import { runUntilStopped } from './commands/run-until-stopped.ts';
import { welcome } from './commands/welcome.ts';
import { composeSupergraph, generateCode } from './preparation/generate-code.ts';
import { Owned } from './processes/owned.ts';
import type { Reporter } from './progress/reporter.ts';
import { terminalReporter } from './progress/terminal-reporter.ts';
import { isBlockedPort, isPortFree } from '@cartwright/servers';
import { openStore } from './store/open-store.ts';
import { defaultPorts, type Ports } from './store/store-ports.ts';

const dataDir = dataDirectory(process.env);
const owned = new Owned();

/** `npm start`: the whole store on this machine, until Ctrl-C. */
async function start({ products, port }: StartOptions): Promise<void> {
  const reporter = terminalReporter(process.stdout);
  await takeDataDirectory();
  const gatewayHost = process.env['CARTWRIGHT_HOST'] ?? '127.0.0.1';
  const store = await openStore({
    dataDir,
    reporter,
    owned,
    prepareCode: () => prepareCode(reporter),
    ports: defaultPorts,
    pinnedPorts: await pinnedPorts(port),
    products,
    gatewayHost,
    restartCrashed: true,
  });
  console.log(welcome(store, dataDir));
}

async function prepareCode(reporter: Reporter): Promise<void> {
  await reporter.step('Generated code', () => generateCode({ dataDir, owned }));
  await reporter.step('Supergraph', () => composeSupergraph({ dataDir, owned }));
}

async function takeDataDirectory(): Promise<void> {
  const holder = await ownDataDirectory(dataDir, owned);
  if (holder === undefined) return;
  throw new Error(
    `This clone's store is running already (process ${holder}). Stop it first, or start another clone of it.`,
  );
}

async function pinnedPorts(port: number | undefined): Promise<Ports> {
  if (port === undefined) return {};
  if (isBlockedPort(port)) throw new Error(`No browser opens port ${port}. Choose another with --port.`);
  if (!(await isPortFree(port))) throw new Error(`Port ${port} is taken. Choose another with --port.`);
  return { gateway: port };
}

await runUntilStopped(owned, () => start(startOptions(process.argv.slice(2))));
