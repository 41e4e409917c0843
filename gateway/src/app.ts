import {
  createHttpApp,
  createTokenVerifier,
  serveHealth,
  type Logger,
  type TokenVerifier,
} from '@cartwright/subgraph-kit';
import type { FastifyInstance } from 'fastify';
import type { GatewayConfig } from './config.ts';
import { ApolloPlanExecutor } from './execution/apollo-plan-executor.ts';
import { OperationExecutor } from './execution/operation-executor.ts';
import type { FetchSubgraph } from './execution/plan-executor.ts';
import { serveExplorer } from './explorer/serve-explorer.ts';
import { gatewayChecks } from './health/gateway-checks.ts';
import { allowOrigins } from './http/allow-origins.ts';
import { clientAddressReader } from './http/client-address.ts';
import { serveGraphql } from './http/serve-graphql.ts';
import { createOperationServer } from './pipeline/create-operation-server.ts';
import { Passthrough } from './proxy/passthrough.ts';
import { servePassthrough } from './proxy/serve-passthrough.ts';
import { connectRedis } from './rate/connect-redis.ts';
import { RateLimits } from './rate/rate-limits.ts';
import { StreamReplies } from './streaming/stream-replies.ts';
import { FederatedSubscriptions } from './subscriptions/federated-subscriptions.ts';
import type { ResumePolicy } from './subscriptions/resuming-upstream.ts';
import { SupergraphStore, type ReloadOutcome } from './supergraph/supergraph-store.ts';
import { watchSupergraph } from './supergraph/watch-supergraph.ts';
import { NetworkTransport } from './transport/network-transport.ts';
import type { SubgraphTransports } from './transport/subgraph-transport.ts';
import { acceptSockets, type AcceptedSockets } from './websocket/accept-sockets.ts';
import { ConnectionCounts } from './websocket/connection-counts.ts';

/** The gateway; nothing listens until `listen`. */
export interface Gateway {
  readonly app: FastifyInstance;
  readonly listen: () => Promise<{ url: string }>;
  /** Reads the supergraph file again. */
  readonly reload: () => Promise<ReloadOutcome>;
  /** Takes nothing new, finishes what is under way, and closes, within the drain timeout. */
  readonly close: () => Promise<void>;
}

/** What the gateway is built from. */
export interface GatewayOptions {
  readonly config: GatewayConfig;
  readonly logger: Logger;
  /** How to verify access tokens; with the keys at JWKS_URL unless told. */
  readonly verifyToken?: TokenVerifier;
  readonly resumePolicy?: ResumePolicy;
  /** How long closing waits for what is under way; 9 s unless told. */
  readonly drainTimeoutMs?: number;
}

/** Builds the gateway. @throws when the supergraph file is missing or cannot be used */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { config, logger } = options;
  const store = new SupergraphStore({
    file: config.supergraphFile,
    reachable: Object.keys(config.subgraphUrls),
    logger,
  });
  await store.start();
  const transports = networkTransports(config, logger);
  const redis = connectRedis(config.redisUrl, logger);
  const rates = new RateLimits(config.rate, redis, logger);
  const executor = operationExecutor(transports, options);
  const { limits, introspection } = config;
  const server = createOperationServer({ store, executor, limits, rates, redis, introspection, logger });
  await server.start();

  const { maxBodyBytes: bodyLimitBytes, trustedProxies: trustProxy } = config;
  const app = createHttpApp(logger, { bodyLimitBytes, trustProxy });
  const verifyToken = options.verifyToken ?? createTokenVerifier({ jwksUrl: config.jwksUrl });
  const streams = new StreamReplies();
  const passthroughs = passthroughRoutes(config, logger);
  let isDraining = false;
  allowOrigins(app, config.corsOrigins);
  serveGraphql(app, { server, streams, verifyToken, rates });
  serveHealth(app, { logger, checks: gatewayChecks(store, transports), isDraining: () => isDraining });
  serveExplorer(app, config.publicUrl);
  servePassthrough(app, passthroughs);
  app.addHook('onSend', async (_request, reply) => {
    if (isDraining) reply.header('connection', 'close');
  });
  const sockets = acceptSockets(app.server, {
    server,
    rates,
    verifyToken,
    counts: new ConnectionCounts(config.sockets.maxPerUser),
    maxMessageBytes: config.maxBodyBytes,
    maxOperationsEach: config.sockets.maxOperationsEach,
    clientAddress: clientAddressReader(config.trustedProxies),
  });
  const watcher = watchSupergraph(config.supergraphFile, () => void store.reload());

  return {
    app,
    listen: async () => ({ url: await app.listen({ host: config.host, port: config.port }) }),
    reload: () => store.reload(),
    close: async () => {
      isDraining = true;
      watcher.stop();
      streams.close();
      await drain(app, sockets, options.drainTimeoutMs ?? defaultDrainTimeoutMs);
      await server.stop();
      await Promise.all(Object.values(transports).map((transport) => transport.close()));
      await Promise.all(Object.values(passthroughs).map((passthrough: Passthrough) => passthrough.close()));
      redis.disconnect();
    },
  };
}

/** Below the ten seconds after which a process is killed. */
const defaultDrainTimeoutMs = 9_000;
const connectTimeoutMs = 1_000;
const maxConnectionsPerReplica = 64;

function networkTransports(config: GatewayConfig, logger: Logger): SubgraphTransports {
  const { gatewaySecret: secret, subgraphTimeoutMs: timeoutMs } = config;
  const connections = { connectTimeoutMs, timeoutMs, maxConnections: maxConnectionsPerReplica };
  const entries = Object.entries(config.subgraphUrls);
  return Object.fromEntries(
    entries.map(([name, urls]) => [
      name,
      new NetworkTransport({ name, urls, secret, logger, ...connections }),
    ]),
  );
}

function operationExecutor(
  transports: SubgraphTransports,
  { logger, resumePolicy }: GatewayOptions,
): OperationExecutor {
  const planExecutor = new ApolloPlanExecutor(logger);
  const subgraphs = Object.fromEntries(
    Object.entries(transports).map(([name, transport]): [string, FetchSubgraph] => [
      name,
      (request) => transport.execute(request),
    ]),
  );
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

function passthroughRoutes({ subgraphUrls, subgraphTimeoutMs }: GatewayConfig, logger: Logger) {
  const to = (name: string) => new Passthrough(subgraphUrls[name] ?? [], subgraphTimeoutMs, logger);
  return { products: to('products'), accounts: to('accounts'), payments: to('payments') };
}

async function drain(app: FastifyInstance, sockets: AcceptedSockets, timeoutMs: number): Promise<void> {
  const cutOff = setTimeout(() => app.server.closeAllConnections(), timeoutMs);
  await Promise.all([sockets.close(timeoutMs), app.close()]);
  clearTimeout(cutOff);
}
