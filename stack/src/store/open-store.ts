import { domains, type Domain } from '@cartwright/events';
import { waitUntil } from '@cartwright/servers';
import { assertSessionsKnown } from '../processes/assert-sessions-known.ts';
import { StoreProcess, type ProcessSpec } from '../processes/store-process.ts';
import { openBasis, type Basis, type BasisOptions } from './open-basis.ts';
import { seedDatabases } from './prepare-databases.ts';
import { hasOwnGroonga } from './provide-groonga.ts';
import { replicaNames, type PlanOptions, type Replicas } from './plan-options.ts';
import { storePlan } from './store-plan.ts';
import type { Ports } from './store-ports.ts';

/** How to open a store. */
export interface StoreOptions extends Omit<BasisOptions, 'wantedPorts'> {
  /** The preferred ports, by listener; any free one for a name that is missing. */
  readonly ports?: Ports;
  readonly replicas?: Replicas;
  readonly env?: PlanOptions['env'];
  /** The gateway and the subgraphs as one process, of which there are no replicas. */
  readonly oneProcess?: boolean;
  /** Generates the code that the processes run; done while the servers start. */
  readonly prepareCode: () => Promise<void>;
  /** How many products the sample data has. */
  readonly products?: number | undefined;
  /** The domains that get sample data; all when not given. */
  readonly seeded?: readonly Domain[] | undefined;
}

/** A running store. */
export interface OpenStore extends Basis {
  readonly processes: ReadonlyMap<string, StoreProcess>;
}

/** Starts the whole store: services, databases, sample data, processes; returns when every process is ready. */
export async function openStore(options: StoreOptions): Promise<OpenStore> {
  const { reporter, owned, products, seeded, replicas = {}, env = {}, oneProcess = false } = options;
  const [basis] = await Promise.all([
    openBasis({ ...options, wantedPorts: wantedPorts(options) }),
    options.prepareCode(),
  ]);
  const { sampleStaff: staff, secondFactorKey } = basis.secrets;
  const sampleStaff = basis.mode === 'production' ? { ...staff, secondFactorKey } : undefined;
  await reporter.step('Sample data', (tell) =>
    seedDatabases({ ...basis, sampleStaff, owned, products, seeded, tell }),
  );
  const plan = storePlan({ ...basis, replicas, env, oneProcess });
  const processes = await reporter.step('Subgraphs and gateway', () => startProcesses(plan, options));
  return { ...basis, processes };
}

/** The listeners of a store, each with its preferred port. */
export function wantedPorts({
  ports = {},
  replicas = {},
  oneProcess = false,
}: Pick<StoreOptions, 'ports' | 'replicas' | 'oneProcess'>): Ports {
  const listening = oneProcess ? (['gateway'] as const) : (['gateway', ...domains] as const);
  const names = [
    ...listening.flatMap((part) => replicaNames(part, replicas)),
    ...['simulator', 'mailbox', 'identity-provider', 'smtp', 'postgres', 'redis', 'nats'],
    ...(hasOwnGroonga(process.env) ? ['groonga'] : []),
  ];
  return Object.fromEntries(names.map((name) => [name, ports[name] ?? 0]));
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
  await Promise.all(processes.map(knowSessions));
  return new Map(processes.map((process) => [process.name, process]));
}

const toldTimeoutMs = 20_000;

/** Nobody who was given a token by a store that is open is to be told to try again. */
function knowSessions({ name, url }: StoreProcess): Promise<void> {
  return waitUntil(() => assertSessionsKnown(url), { what: name, timeoutMs: toldTimeoutMs });
}
