import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { domains, type Domain } from '@cartwright/events';
import { localAddress, type StoreAddress } from '../addresses/store-address.ts';
import { generateCode } from '../preparation/generate-code.ts';
import { Owned } from '../processes/owned.ts';
import type { StoreProcess } from '../processes/store-process.ts';
import { describeFailure } from '../progress/describe-failure.ts';
import { silentReporter } from '../progress/reporter.ts';
import { staffCode, type StaffSecrets } from '../secrets.ts';
import { openStore, type OpenStore } from './open-store.ts';
import { mailDirectory, replicaNames, smtpUrl, type Replicas } from './plan-options.ts';
import { monolith } from './store-plan.ts';
import { beginWithTemplate, testProducts } from './store-template.ts';

/** How a store for a test may differ from the one of `npm start`. */
export interface TestStoreOptions {
  /** The number of replicas per part; 1 when not given. */
  readonly replicas?: Replicas;
  /** Additional variables by process (`orders-2`) or by part (`orders`, all of its replicas). */
  readonly env?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** How many products the sample data has. */
  readonly products?: number;
  /** Whether it has the sample shop, as when not given; without it there are the sample's people, and nothing is for sale. */
  readonly sampleShop?: boolean;
  /** Where the store keeps its data, to start it again; a temporary directory that `stop` deletes when not given. */
  readonly dataDir?: string;
  /** The preferred ports, by listener, for a test that must know them in advance; any free one for the others. */
  readonly ports?: Readonly<Record<string, number>>;
  /** Where its gateway is reached; only by this machine when not given. */
  readonly address?: StoreAddress;
  /** Keeps PostgreSQL durable, so that commits survive its crash; a little slower. */
  readonly durable?: boolean;
  /** As `npm start -- --production` opens it, with the limits and rates of production. */
  readonly production?: boolean;
  /** Restarts servers and processes that crash, as `npm start` does. */
  readonly restartCrashed?: boolean;
  /** As `npm start -- --one-process` opens it; without replicas. With `CARTWRIGHT_ONE_PROCESS=true` also when not given. */
  readonly oneProcess?: boolean;
}

/** A whole store on private ports. By default nothing is restarted, so that a test decides when. */
export interface TestStore {
  /** The GraphQL endpoint of the first gateway. */
  readonly graphqlUrl: string;
  /** The URL that addresses in its answers, mails and pages begin with. */
  readonly publicUrl: string;
  /** The GraphQL endpoint of every gateway. */
  readonly graphqlUrls: readonly string[];
  /** Shows no mails in production; they lie in `mailDirectory`. */
  readonly mailboxUrl: string;
  /** Where the mailbox takes mails, those of others too. */
  readonly smtpUrl: string;
  /** Where mails lie, one `.eml` file each. */
  readonly mailDirectory: string;
  /** What staff sign in with in production. */
  readonly staff: StaffSecrets;
  /** Their one-time code at this moment. */
  staffCode(): Promise<string>;
  readonly simulatorUrl: string;
  readonly natsUrl: string;
  readonly redisUrl: string;
  databaseUrl(domain: Domain): string;
  /** A process by its name; a part of the one process leads to it: `gateway`, `orders`, `orders-2`, `simulator`, `mailbox`, … @throws when there is none. */
  process(name: string): StoreProcess;
  readonly processes: readonly StoreProcess[];
  /** The servers behind it, to stop or crash. */
  readonly services: OpenStore['services'];
  stop(): Promise<void>;
}

const testLimits = { RATE_LIMIT_PER_SECOND: '10000', SIGN_IN_LIMIT_PER_MINUTE: '10000' };

/** Starts a whole store with the code of `npm start`: services, databases, sample data, processes. */
export async function startTestStore(options: TestStoreOptions = {}): Promise<TestStore> {
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), 'cartwright-store-'));
  const owned = new Owned();
  const { products = testProducts, production = false, sampleShop = true } = options;
  const isAskedFor = process.env['CARTWRIGHT_ONE_PROCESS'] === 'true' && options.replicas === undefined;
  const oneProcess = options.oneProcess ?? isAskedFor;
  try {
    if (!production && sampleShop && products === testProducts) beginWithTemplate(dataDir);
    const store = await openStore({
      dataDir,
      owned,
      reporter: silentReporter,
      prepareCode: () => generateCode({ dataDir, owned }),
      fast: options.durable !== true,
      restartCrashed: options.restartCrashed === true,
      ports: options.ports ?? {},
      address: options.address ?? localAddress,
      products,
      seeded: sampleShop ? undefined : ['accounts'],
      replicas: options.replicas ?? {},
      oneProcess,
      mode: production ? 'production' : 'development',
      env: environmentOf(options),
    });
    const stop = async (): Promise<void> => {
      await owned.stop();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    };
    return describeStore(store, options.replicas ?? {}, stop);
  } catch (error) {
    await owned.stop();
    throw new Error(describeFailure(error), { cause: error });
  }
}

/** Tests share one address, so that rates are no limit to them; in production they are as they are. */
function environmentOf({
  env = {},
  production = false,
}: TestStoreOptions): NonNullable<TestStoreOptions['env']> {
  return production ? env : { ...env, gateway: { ...testLimits, ...env['gateway'] } };
}

/** What may be a part of the one process. */
function isPart(name: string): boolean {
  return name === 'gateway' || domains.some((domain) => domain === name);
}

function describeStore(store: OpenStore, replicas: Replicas, stop: () => Promise<void>): TestStore {
  const process = (name: string): StoreProcess => {
    const found = store.processes.get(name) ?? (isPart(name) ? store.processes.get(monolith) : undefined);
    if (!found)
      throw new Error(`The store has no process ${name}; it has ${[...store.processes.keys()].join(', ')}.`);
    return found;
  };
  const graphqlUrls = replicaNames('gateway', replicas).map((name) => `${process(name).url}/graphql`);
  return {
    graphqlUrl: graphqlUrls[0] ?? '',
    publicUrl: store.publicUrl,
    graphqlUrls,
    mailboxUrl: process('mailbox').url,
    smtpUrl: smtpUrl(store),
    mailDirectory: mailDirectory(store.dataDir),
    staff: store.secrets.sampleStaff,
    staffCode: () => staffCode(store.secrets.sampleStaff),
    simulatorUrl: process('simulator').url,
    natsUrl: store.services.nats.url,
    redisUrl: store.services.redis.url,
    databaseUrl: (domain) => store.databaseUrls[domain],
    process,
    processes: [...store.processes.values()],
    services: store.services,
    stop,
  };
}
