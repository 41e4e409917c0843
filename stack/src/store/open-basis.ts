import { chmodSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Domain } from '@cartwright/events';
import { localAddress, publicUrlOf, type StoreAddress } from '../addresses/store-address.ts';
import { privateDirectory } from '@cartwright/servers';
import type { Owned } from '../processes/owned.ts';
import type { Reporter } from '../progress/reporter.ts';
import { loadSecrets, type Secrets } from '../secrets.ts';
import { prepareDatabases } from './prepare-databases.ts';
import { releasePorts } from './reserve-port.ts';
import { startServices, type Services } from './start-services.ts';
import { keepMode, type StoreMode } from './store-mode.ts';
import { choosePorts, type Ports } from './store-ports.ts';

/** How to open a basis. */
export interface BasisOptions {
  readonly dataDir: string;
  /** Development when not given. */
  readonly mode?: StoreMode;
  readonly reporter: Reporter;
  /** Records everything that is started, to be stopped later. */
  readonly owned: Owned;
  /** The preferred ports, by listener; 0 for any free one. */
  readonly wantedPorts: Ports;
  /** Ports that are fixed, by listener. */
  readonly pinnedPorts?: Ports;
  /** Where the gateway is reached; only by this machine when not given. */
  readonly address?: StoreAddress;
  /** Gives up PostgreSQL's durability for speed; for tests only. */
  readonly fast?: boolean;
  /** Restarts what crashes. */
  readonly restartCrashed?: boolean;
}

/** What the processes of a store need before they start: servers, databases, addresses, secrets. */
export interface Basis {
  readonly dataDir: string;
  readonly mode: StoreMode;
  readonly ports: Ports;
  readonly address: StoreAddress;
  /** The URL at which people reach the gateway, without a slash at its end. */
  readonly publicUrl: string;
  readonly secrets: Secrets;
  readonly services: Services;
  readonly databaseUrls: Readonly<Record<Domain, string>>;
}

/** Chooses the ports, starts the servers, and migrates the databases. */
export async function openBasis(options: BasisOptions): Promise<Basis> {
  const { dataDir, mode = 'development', reporter, owned } = options;
  const { fast = false, restartCrashed = false, address = localAddress } = options;
  closeToOthers(dataDir);
  keepMode(dataDir, mode);
  keepPreviousLogs(privateDirectory(path.join(dataDir, 'logs')));
  const ports = await ownPorts(options);
  const secrets = loadSecrets(dataDir);
  const services = await reporter.step('PostgreSQL, Redis and NATS', () =>
    startServices({
      dataDir,
      secrets,
      ports,
      fast,
      environment: process.env,
      owned,
      note: reporter.note,
      supervision: { restartCrashed, report: reporter.note },
    }),
  );
  const databaseUrls = await reporter.step('Databases and migrations', () =>
    prepareDatabases(services.postgres.url, secrets),
  );
  const publicUrl = publicUrlOf(address, ports['gateway'] ?? 0);
  return { dataDir, mode, ports, address, publicUrl, secrets, services, databaseUrls };
}

/** Nobody else may look into it; the account of a PostgreSQL that root starts may pass through to its own directory. */
function closeToOthers(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const passable = process.getuid?.() === 0 ? 0o011 : 0;
  chmodSync(dataDir, 0o700 | (statSync(dataDir).mode & passable));
}

async function ownPorts({ dataDir, owned, wantedPorts, pinnedPorts }: BasisOptions): Promise<Ports> {
  const ports = await choosePorts(dataDir, wantedPorts, pinnedPorts);
  const release = (): void => releasePorts(Object.values(ports));
  await owned.add({ name: 'ports', stop: release, kill: release });
  return ports;
}

function keepPreviousLogs(directory: string): void {
  for (const file of readdirSync(directory).filter((name) => /(?<!\.previous)\.log$/.test(name))) {
    renameSync(path.join(directory, file), path.join(directory, file.replace(/\.log$/, '.previous.log')));
  }
}
