import { domains } from '@cartwright/events';
import { startPostgres, startRedis } from '@cartwright/servers';
import { loadSecrets, replicaNames, type Replicas, type StoreProcess } from '@cartwright/stack';
import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import {
  breakableService,
  limitedNats,
  type BreakableService,
  type LimitedNats,
} from './breakable-service.ts';
import { mountDisks, type Disks } from './disks.ts';
import { openLinks, type Links, type Member } from './links.ts';

/** A store in which every part can be broken and repaired. */
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
  /** Undefined where this process may not mount disks. */
  readonly disks: Disks | undefined;
  /** Stops everything; `dataDir` is kept. */
  stop(): Promise<void>;
}

/** How many replicas each part has by default. */
export const chaosReplicas: Replicas = { gateway: 2, products: 2, orders: 2, payments: 2 };

/** Shorter timeouts: a reservation lasts a minute instead of a quarter of an hour, a review half a minute instead of a day. */
const patience = {
  CHECKOUT_RESERVATION_SECONDS: '60',
  CHECKOUT_STEP_TIMEOUT_SECONDS: '3',
  CHECKOUT_REVIEW_SECONDS: '30',
};

/** Starts a store whose processes reach their services through links that can be cut; one that does not start leaves nothing. */
export async function openChaosStore(dataDir: string, replicas = chaosReplicas): Promise<ChaosStore> {
  const members = domains.flatMap((domain) =>
    replicaNames(domain, replicas).map((process) => ({ process, domain })),
  );
  const gateways = replicaNames('gateway', replicas);
  await using opened = new AsyncDisposableStack();
  const links = await openLinks(dataDir, { members, gateways });
  opened.defer(() => links.stop());
  const env = withEach(links.env, { orders: patience });
  const disks = mountDisks(dataDir);
  opened.defer(() => {
    disks?.postgres.unmount();
    disks?.nats.unmount();
  });
  const store = await startTestStore({ dataDir, replicas, env, ports: links.ports, durable: true });
  const { postgres, nats, redis } = store.services;
  const { superuserPassword: password, redisPasswords: passwords } = loadSecrets(dataDir);
  const breakable = {
    postgres: breakableService(
      postgres,
      () => startPostgres({ dataDir, password, port: postgres.port }),
      'SIGQUIT',
    ),
    nats: limitedNats(nats, dataDir),
    redis: breakableService(redis, () => startRedis({ dataDir, passwords, port: redis.port }), 'SIGKILL'),
  };
  opened.move(); // `stop` ends them
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

function withEach(env: Links['env'], more: Links['env']): Links['env'] {
  return Object.fromEntries(
    Object.entries(env).map(([process, variables]) => [
      process,
      { ...variables, ...more[process.replace(/-\d+$/, '')] },
    ]),
  );
}
