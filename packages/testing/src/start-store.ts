import {
  describeFailure,
  generateCode,
  openStore,
  Owned,
  replicaNames,
  silentReporter,
  type Domain,
  type OpenStore,
  type Replicas,
  type StoreProcess,
} from '@cartwright/stack';
import { temporaryDirectory } from './temporary-directory.ts';

/** What a store for a test may differ in. */
export interface StartStoreOptions {
  /** How often a part runs; once when not given. */
  readonly replicas?: Replicas;
  /** Additional variables by process (`orders-2`) or by part (`orders`, all of its replicas). */
  readonly env?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** How many products the sample data has. */
  readonly products?: number;
  /** Where the store keeps its data, to start it again; a temporary directory that `stop` deletes when not given. */
  readonly dataDir?: string;
  /** The ports to ask for first, by listener, for a test that must know them before; any free one for the others. */
  readonly ports?: Readonly<Record<string, number>>;
  /** PostgreSQL keeps what it has committed when it crashes; a little slower. */
  readonly durable?: boolean;
  /** Servers and processes that end by themselves come back, as under `npm start`. */
  readonly restartCrashed?: boolean;
}

/** A whole store on private ports; unless asked for, nothing restarts by itself, so that a test decides when. */
export interface TestStore {
  /** The GraphQL endpoint of the first gateway. */
  readonly graphqlUrl: string;
  /** The GraphQL endpoint of every gateway. */
  readonly graphqlUrls: readonly string[];
  readonly mailboxUrl: string;
  readonly simulatorUrl: string;
  readonly natsUrl: string;
  readonly redisUrl: string;
  databaseUrl(domain: Domain): string;
  /** A process by its name: `gateway`, `orders`, `orders-2`, `simulator`, `mailbox`, … @throws when there is none. */
  process(name: string): StoreProcess;
  /** The servers behind it, to stop or crash. */
  readonly services: OpenStore['services'];
  stop(): Promise<void>;
}

const testLimits = { RATE_LIMIT_PER_SECOND: '10000', SIGN_IN_LIMIT_PER_MINUTE: '10000' };

/** Starts a whole store with the code of `npm start`: services, databases, sample data, processes. */
export async function startStore(options: StartStoreOptions = {}): Promise<TestStore> {
  const directory = options.dataDir === undefined ? temporaryDirectory('store') : undefined;
  const dataDir = options.dataDir ?? directory?.path ?? '';
  const owned = new Owned();
  try {
    const store = await openStore({
      dataDir,
      owned,
      reporter: silentReporter,
      prepareCode: () => generateCode({ dataDir, owned }),
      fast: options.durable !== true,
      restartCrashed: options.restartCrashed === true,
      ports: options.ports ?? {},
      products: options.products ?? 60,
      replicas: options.replicas ?? {},
      env: { ...options.env, gateway: { ...testLimits, ...options.env?.['gateway'] } },
    });
    const stop = async (): Promise<void> => {
      await owned.stop();
      directory?.remove();
    };
    return describeStore(store, options.replicas ?? {}, stop);
  } catch (error) {
    await owned.stop();
    throw new Error(describeFailure(error), { cause: error });
  }
}

function describeStore(store: OpenStore, replicas: Replicas, stop: () => Promise<void>): TestStore {
  const process = (name: string): StoreProcess => {
    const found = store.processes.get(name);
    if (!found)
      throw new Error(`The store has no process ${name}; it has ${[...store.processes.keys()].join(', ')}.`);
    return found;
  };
  const graphqlUrls = replicaNames('gateway', replicas).map((name) => `${process(name).url}/graphql`);
  return {
    graphqlUrl: graphqlUrls[0] ?? '',
    graphqlUrls,
    mailboxUrl: process('mailbox').url,
    simulatorUrl: process('simulator').url,
    natsUrl: store.services.nats.url,
    redisUrl: store.services.redis.url,
    databaseUrl: (domain) => store.databaseUrls[domain],
    process,
    services: store.services,
    stop,
  };
}
