import { assertOwnHost } from './addresses/own-addresses.ts';
import { localAddress } from './addresses/store-address.ts';
import { dataDirectory } from './commands/data-directory.ts';
import { startOptions, type StartOptions } from './commands/start-options.ts';
import { ownDataDirectory } from './commands/own-data-directory.ts';
import { runUntilStopped } from './commands/run-until-stopped.ts';
import { welcomeToProduction } from './commands/welcome-to-production.ts';
import { welcome } from './commands/welcome.ts';
import { composeSupergraph, generateCode } from './preparation/generate-code.ts';
import { Owned } from './processes/owned.ts';
import type { Reporter } from './progress/reporter.ts';
import { terminalReporter } from './progress/terminal-reporter.ts';
import { isPortFree } from '@cartwright/servers';
import { openStore } from './store/open-store.ts';
import type { StoreMode } from './store/store-mode.ts';
import { defaultPorts, type Ports } from './store/store-ports.ts';

const options = startOptions(process.argv.slice(2));
const mode: StoreMode = options.production === true ? 'production' : 'development';
const dataDir = dataDirectory(process.env, mode);
const owned = new Owned();

/** `npm start`: the whole store on this machine, until Ctrl-C. */
async function start({
  products,
  port,
  host = localAddress.host,
  publicUrl,
  oneProcess = false,
}: StartOptions): Promise<void> {
  const reporter = terminalReporter(process.stdout);
  await assertOwnHost(host);
  await takeDataDirectory();
  const store = await openStore({
    dataDir,
    mode,
    reporter,
    owned,
    prepareCode: () => prepareCode(reporter),
    ports: defaultPorts,
    pinnedPorts: await pinnedPorts(port),
    products,
    oneProcess,
    address: { host, publicUrl },
    restartCrashed: true,
  });
  console.log(mode === 'production' ? welcomeToProduction(store) : welcome(store));
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
  if (!(await isPortFree(port))) throw new Error(`Port ${port} is taken. Choose another with --port.`);
  return { gateway: port };
}

await runUntilStopped(owned, () => start(options));
