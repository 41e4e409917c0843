import path from 'node:path';
import {
  domains,
  replicaNames,
  startNats,
  startPostgres,
  startRedis,
  type Replicas,
  type RunningService,
  type StoreProcess,
} from '@cartwright/stack';
import {
  canMountDisks,
  mountDisk,
  mountPostgresDisk,
  startStore,
  type SmallDisk,
  type TestStore,
} from '@cartwright/testing';
import { openLinks, type Links, type Member } from './links.ts';

/** A service behind the store that can be brought down and up again, at the same address. */
export interface BreakableService {
  readonly isRunning: boolean;
  kill(signal: NodeJS.Signals): void;
  /** Ends it as an administrator would, and waits until it is gone. */
  stop(): Promise<void>;
  /** Ends it without warning, and waits until it is gone. */
  crash(): Promise<void>;
  start(): Promise<void>;
  /** Starts it if it has ended. */
  recover(): Promise<void>;
}

/** NATS, which may be started with less room for its streams than it is used to. */
export interface LimitedNats extends BreakableService {
  /** For the next start; undefined for as much as usual. */
  readonly limits: { maxStoreBytes: number | undefined };
}

/** The disks that services have for themselves. */
export interface Disks {
  readonly postgres: SmallDisk;
  readonly nats: SmallDisk;
}

/** A store whose every part can be broken and mended. */
export interface ChaosStore {
  readonly store: TestStore;
  readonly dataDir: string;
  readonly links: Links;
  readonly members: readonly Member[];
  /** Every process that a fault may hit. */
  readonly processes: readonly StoreProcess[];
  readonly postgres: BreakableService;
  readonly nats: LimitedNats;
  readonly redis: BreakableService;
  /** Undefined where this process may not mount any. */
  readonly disks: Disks | undefined;
  /** Ends everything; what is in `dataDir` stays there. */
  stop(): Promise<void>;
}

/** How often each part runs, unless told otherwise. */
export const chaosReplicas: Replicas = { gateway: 2, products: 2, orders: 2, payments: 2 };

/** What makes what takes a quarter of an hour take a minute. */
const patience = { CHECKOUT_RESERVATION_SECONDS: '60', CHECKOUT_STEP_TIMEOUT_SECONDS: '3' };

/** Starts a store whose processes reach their services through links that can be cut. */
export async function openChaosStore(dataDir: string, replicas = chaosReplicas): Promise<ChaosStore> {
  const members = domains.flatMap((domain) =>
    replicaNames(domain, replicas).map((process) => ({ process, domain })),
  );
  const gateways = replicaNames('gateway', replicas);
  const links = await openLinks(dataDir, { members, gateways });
  const env = withEach(links.env, { orders: patience });
  const disks = canMountDisks() ? mountDisks(dataDir) : undefined;
  const store = await startStore({ dataDir, replicas, env, ports: links.ports, durable: true });
  const { postgres, nats, redis } = store.services;
  const breakable = {
    postgres: breakableService(postgres, () => startPostgres({ dataDir, port: postgres.port }), 'SIGQUIT'),
    nats: limitedNats(nats, dataDir),
    redis: breakableService(redis, () => startRedis({ dataDir, port: redis.port }), 'SIGKILL'),
  };
  const names = [...members.map(({ process }) => process), ...gateways];
  return {
    store,
    dataDir,
    links,
    members,
    processes: [...names, 'simulator', 'mailbox'].map((name) => store.process(name)),
    ...breakable,
    disks,
    stop: async () => {
      await store.stop();
      await Promise.all(Object.values(breakable).map((service) => service.stop()));
      await links.stop();
      disks?.postgres.replaceByDirectory();
      disks?.nats.replaceByDirectory();
    },
  };
}

function mountDisks(dataDir: string): Disks {
  return { postgres: mountPostgresDisk(dataDir), nats: mountDisk(path.join(dataDir, 'nats')) };
}

function limitedNats(first: RunningService, dataDir: string): LimitedNats {
  const limits: LimitedNats['limits'] = { maxStoreBytes: undefined };
  const start = (): Promise<RunningService> => startNats({ dataDir, port: first.port, ...limits });
  return Object.assign(breakableService(first, start, 'SIGKILL'), { limits });
}

function withEach(env: Links['env'], more: Links['env']): Links['env'] {
  return Object.fromEntries(
    Object.entries(env).map(([process, variables]) => [
      process,
      { ...variables, ...more[process.replace(/-\d+$/, '')] },
    ]),
  );
}

/** PostgreSQL crashes by SIGQUIT, its "immediate" shutdown: SIGKILL would leave its backends behind. */
function breakableService(
  first: RunningService,
  start: () => Promise<RunningService>,
  crashSignal: NodeJS.Signals,
): BreakableService {
  let service: RunningService;
  let isRunning = false;
  const adopt = (next: RunningService): void => {
    service = next;
    isRunning = true;
    void next.exited.then(() => {
      if (service === next) isRunning = false;
    });
  };
  const startAgain = async (): Promise<void> => adopt(await start());
  adopt(first);
  return {
    get isRunning() {
      return isRunning;
    },
    kill: (signal) => service.kill(signal),
    stop: () => service.stop(),
    crash: async () => {
      service.kill(crashSignal);
      await service.stop();
    },
    start: startAgain,
    recover: async () => {
      if (!isRunning) await startAgain();
    },
  };
}
