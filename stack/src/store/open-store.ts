import path from 'node:path';
import { existsSync, mkdirSync, renameSync, readdirSync } from 'node:fs';
import { domains, type Domain } from '../domains.ts';
import type { Owned } from '../processes/owned.ts';
import { StoreProcess, type ProcessSpec } from '../processes/store-process.ts';
import type { Reporter } from '../progress/reporter.ts';
import { loadSecrets, type Secrets } from '../secrets.ts';
import { prepareDatabases, seedDatabases } from './prepare-databases.ts';
import { releasePorts } from './reserve-port.ts';
import { startServices, type Services } from './start-services.ts';
import { replicaNames, storePlan, type PlanOptions, type Replicas } from './store-plan.ts';
import { choosePorts, type Ports } from './store-ports.ts';

/** What a store is opened with. */
export interface StoreOptions {
  readonly dataDir: string;
  readonly reporter: Reporter;
  /** Takes responsibility for all that is started. */
  readonly owned: Owned;
  /** The ports to ask for first, by listener; any free one for a name that is missing. */
  readonly ports?: Ports;
  /** Ports that it must have, by listener. */
  readonly pinnedPorts?: Ports;
  readonly replicas?: Replicas;
  readonly env?: PlanOptions['env'];
  readonly products?: number | undefined;
  /** Trades the durability of PostgreSQL for speed; for tests only. */
  readonly fast?: boolean;
  readonly restartCrashed?: boolean;
  readonly gatewayHost?: string;
}

/** A running store. */
export interface OpenStore {
  readonly publicUrl: string;
  readonly ports: Ports;
  readonly services: Services;
  readonly databaseUrls: Readonly<Record<Domain, string>>;
  readonly processes: ReadonlyMap<string, StoreProcess>;
}

/** Starts the whole store: services, databases, sample data, processes; returns when every process is ready. */
export async function openStore(options: StoreOptions): Promise<OpenStore> {
  const { dataDir, reporter, owned, fast = false } = options;
  mkdirSync(dataDir, { recursive: true });
  keepPreviousLogs(path.join(dataDir, 'logs'));
  const ports = await ownPorts(options);
  const services = await reporter.step('PostgreSQL, Redis and NATS', () =>
    startServices({ dataDir, ports, fast, environment: process.env, owned, note: reporter.note }),
  );
  const secrets = loadSecrets(dataDir);
  const databaseUrls = await reporter.step('Databases and migrations', () =>
    prepareDatabases(services.postgres.url, secrets),
  );
  const publicUrl = `http://localhost:${ports['gateway'] ?? 0}`;
  await reporter.step('Sample data', () =>
    seedDatabases({ dataDir, databaseUrls, publicUrl, products: options.products, owned }),
  );
  const plan = planOf(options, { secrets, ports, services, databaseUrls, publicUrl });
  const processes = await reporter.step('Subgraphs and gateway', () => startProcesses(plan, options));
  return { publicUrl, ports, services, databaseUrls, processes };
}

type Prepared = Pick<OpenStore, 'publicUrl' | 'ports' | 'services' | 'databaseUrls'> & { secrets: Secrets };

function planOf(options: StoreOptions, { services, ...prepared }: Prepared): ProcessSpec[][] {
  return storePlan({
    ...prepared,
    dataDir: options.dataDir,
    gatewayHost: options.gatewayHost ?? '127.0.0.1',
    natsUrlFor: services.nats.urlFor,
    redisUrl: services.redis.url,
    replicas: options.replicas ?? {},
    env: options.env ?? {},
  });
}

async function startProcesses(
  plan: ProcessSpec[][],
  { owned, reporter, restartCrashed = false }: StoreOptions,
): Promise<ReadonlyMap<string, StoreProcess>> {
  const supervision = { restartCrashed, report: reporter.note };
  const groups = plan.map((group) => group.map((spec) => new StoreProcess(spec, supervision)));
  for (const group of groups) await owned.add(...group);
  const processes = groups.flat();
  await Promise.all(processes.map((process) => process.start()));
  return new Map(processes.map((process) => [process.name, process]));
}

async function ownPorts(options: StoreOptions): Promise<Ports> {
  const ports = await choosePorts(options.dataDir, wantedPorts(options), options.pinnedPorts);
  const release = (): void => releasePorts(Object.values(ports));
  await options.owned.add({ name: 'ports', stop: release, kill: release });
  return ports;
}

function wantedPorts({ ports = {}, replicas = {} }: StoreOptions): Ports {
  const names = [
    ...(['gateway', ...domains] as const).flatMap((part) => replicaNames(part, replicas)),
    ...['simulator', 'mailbox', 'smtp', 'postgres', 'redis', 'nats'],
  ];
  return Object.fromEntries(names.map((name) => [name, ports[name] ?? 0]));
}

function keepPreviousLogs(directory: string): void {
  if (!existsSync(directory)) return;
  for (const file of readdirSync(directory).filter((name) => /(?<!\.previous)\.log$/.test(name))) {
    renameSync(path.join(directory, file), path.join(directory, file.replace(/\.log$/, '.previous.log')));
  }
}
