import { createRequestSigner, type SignRequest } from '@cartwright/identity';
import { ShedLog, type Logger, type ReadinessChecks } from '@cartwright/process';
import type { GatewayConfig } from '../config.ts';
import { CompiledExecutor } from '../execution/compiled-executor.ts';
import { OperationExecutor } from '../execution/operation-executor.ts';
import type { FetchSubgraph } from '../execution/plan-executor.ts';
import { assertRedisTakesWrites } from '../rate/assert-redis-takes-writes.ts';
import { ClientPlaces } from '../rate/client-places.ts';
import { connectRedis } from '../rate/connect-redis.ts';
import { RateLimits } from '../rate/rate-limits.ts';
import { KnownImportance } from '../rate/known-importance.ts';
import { WorkSeats } from '../rate/work-seats.ts';
import { RedisBuckets } from '../rate/redis-buckets.ts';
import { nodesSubgraph } from '../nodes/nodes-subgraph.ts';
import { FederatedSubscriptions } from '../subscriptions/federated-subscriptions.ts';
import type { ResumePolicy } from '../subscriptions/resuming-upstream.ts';
import { ownSubgraph } from '../supergraph/schema-files.ts';
import { SupergraphStore } from '../supergraph/supergraph-store.ts';
import type { LocalStore } from '../transport/local-subgraphs.ts';
import { LocalTransport } from '../transport/local-transport.ts';
import { NetworkTransport } from '../transport/network-transport.ts';
import type { SubgraphTransports } from '../transport/subgraph-transport.ts';
import { startResponseCache, type StartedResponseCache } from '../response-cache/start-response-cache.ts';
import { keptFinder, type FindKept } from './find-kept.ts';
import { PersistedQueries } from './persisted-queries.ts';
import { PreparedDocuments } from './prepared-documents.ts';
import { boundedRunner } from './bounded-runner.ts';
import { textAtHand } from './find-document.ts';
import { earlyRefusals, type EarlyRefusals } from './early-refusals.ts';
import { operationRunner, type RunOperation } from './run-operation.ts';
import { followTrustedDocuments } from './trusted-documents.ts';

/** All that operations need, on whichever transport they come. */
export interface Operations {
  readonly store: SupergraphStore;
  readonly transports: SubgraphTransports;
  readonly rates: RateLimits;
  readonly run: RunOperation;
  /** What is kept of answers, by the bytes of a request; finds nothing when nothing is kept. */
  readonly findKept: FindKept;
  /** Undefined when nothing is kept. */
  readonly cache: StartedResponseCache | undefined;
  /** Refuses what is too much to do before anything else is done about it; undefined where nothing is refused. */
  readonly refuseEarly: EarlyRefusals | undefined;
  /** For health: what operations can do without for a while. */
  readonly tolerates: ReadinessChecks;
  readonly close: () => Promise<void>;
}

/** What operations are set up from. */
export interface OperationsOptions {
  readonly config: GatewayConfig;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly resumePolicy?: ResumePolicy;
  /** The parts of the store that are in this process; left out where each is another process. */
  readonly local?: LocalStore | undefined;
}

const connectTimeoutMs = 1_000;
const maxConnectionsPerReplica = 64;

/** Loads the supergraph and starts the pipeline. @throws when the supergraph or a manifest cannot be used */
export async function startOperations(options: OperationsOptions): Promise<Operations> {
  const { config, logger, now } = options;
  const { supergraphFile: file, trustedDocumentsFile, limits, introspection } = config;
  const trusted =
    trustedDocumentsFile === undefined
      ? undefined
      : await followTrustedDocuments(trustedDocumentsFile, logger);
  const transports = options.local === undefined ? networkTransports(options) : localTransports(options);
  const subgraphs = fetchers(transports, options);
  const store = new SupergraphStore({
    file,
    reachable: Object.keys(subgraphs),
    logger,
    isOurs: config.isOurs,
  });
  await store.start();
  const executor = operationExecutor({ transports, subgraphs }, options);
  const redis = connectRedis(config.redisUrl, logger);
  const rates = new RateLimits(config.rate, new RedisBuckets(redis, logger), now);
  const places = new ClientPlaces({
    maxPerUser: config.sockets.maxOperationsPerUser,
    policy: config.rate,
    now,
    name: 'operations',
  });
  const cache = startResponseCache({ config, redis, logger, now });
  const persisted = new PersistedQueries(redis);
  const runAny = operationRunner({
    supergraph: () => store.inUse(),
    documents: new PreparedDocuments({ limits, introspection }),
    persisted,
    executor,
    responses: cache?.responses,
    limits,
    rates,
    trusted,
    suggestions: introspection,
    logger,
  });
  const { sheds, ...work } = config.work;
  const shed = sheds ? new ShedLog(logger) : undefined;
  const seats = new WorkSeats({ ...work, policy: config.rate, now, shed });
  const known = new KnownImportance((id) => textAtHand(id, { trusted, persisted }));
  const run = boundedRunner(runAny, { places, seats, known });
  const refuseEarly = shed && earlyRefusals({ seats, known, shed });
  const findKept = keptFinder({
    responses: cache?.responses,
    supergraph: () => store.inUse(),
    trusted,
    rates,
  });
  const tolerates = { redis: () => assertRedisTakesWrites(redis), load: () => shed?.assertNone() };
  const close = async () => {
    trusted?.stop();
    await cache?.stop();
    await Promise.all(Object.values(transports).map((transport) => transport.close()));
    redis.disconnect();
  };
  return { store, transports, rates, run, findKept, cache, refuseEarly, tolerates, close };
}

/** A subgraph of the store always has a key; one of somebody else's may have none. */
const unsigned: SignRequest = () => ({});

function networkTransports({ config, logger, now }: OperationsOptions): SubgraphTransports {
  const { subgraphKeys, subgraphTimeoutMs: timeoutMs } = config;
  const connections = { connectTimeoutMs, timeoutMs, maxConnections: maxConnectionsPerReplica };
  const entries = Object.entries(config.subgraphUrls);
  return Object.fromEntries(
    entries.map(([name, urls]) => {
      const key = subgraphKeys[name];
      const sign = key === undefined ? unsigned : createRequestSigner({ caller: 'gateway', key, now });
      return [name, new NetworkTransport({ name, urls, sign, logger, ...connections })];
    }),
  );
}

function localTransports({ config, logger, local }: OperationsOptions): SubgraphTransports {
  const { subgraphTimeoutMs: timeoutMs } = config;
  const entries = Object.entries(local?.subgraphs ?? {});
  return Object.fromEntries(
    entries.map(([name, subgraph]) => [name, new LocalTransport({ name, subgraph, timeoutMs, logger })]),
  );
}

type Fetchers = Readonly<Record<string, FetchSubgraph>>;

/** The ways to all subgraphs: those that are elsewhere, and the store's that is a part of the gateway. */
function fetchers(transports: SubgraphTransports, { config, logger }: OperationsOptions): Fetchers {
  const entries = Object.entries(transports);
  const elsewhere: Fetchers = Object.fromEntries(
    entries.map(([name, transport]) => [name, (request) => transport.execute(request)]),
  );
  return config.isOurs ? { ...elsewhere, [ownSubgraph]: nodesSubgraph(elsewhere, logger) } : elsewhere;
}

function operationExecutor(
  { transports, subgraphs }: { readonly transports: SubgraphTransports; readonly subgraphs: Fetchers },
  { logger, resumePolicy }: OperationsOptions,
): OperationExecutor {
  const planExecutor = new CompiledExecutor();
  const policy = resumePolicy === undefined ? {} : { policy: resumePolicy };
  const subscriptions = new FederatedSubscriptions({
    planExecutor,
    transports,
    subgraphs,
    logger,
    ...policy,
  });
  return new OperationExecutor({ planExecutor, subgraphs, subscriptions });
}
