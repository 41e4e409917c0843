import { createHttpApp, serveHealth, type Logger } from '@cartwright/process';
import type { FastifyInstance } from 'fastify';
import type { GatewayConfig } from './config.ts';
import { exchangingApiKeys } from './api-keys/api-key-tokens.ts';
import { gatewayChecks, toleratedChecks } from './health/gateway-checks.ts';
import type { AdmissionOptions } from './http/admit-request.ts';
import { knowAccounts } from './http/follow-accounts.ts';
import { allowOrigins } from './http/allow-origins.ts';
import { allowedOrigins } from './http/origin-policy.ts';
import { serveBelow } from './http/serve-below.ts';
import { countArrivals } from './http/count-arrivals.ts';
import { createGuards, type Guards } from './http/guards.ts';
import { boundConnections } from './http/bound-connections.ts';
import { clientAddressReader, proxyTrust } from './http/client-address.ts';
import { handleInTurns, NetworkTurns } from './http/network-turns.ts';
import { serveGraphql } from './http/serve-graphql.ts';
import { serveAtOnce, type AtOnceOptions } from './http/serve-at-once.ts';
import { startOperations, type Operations, type OperationsOptions } from './pipeline/start-operations.ts';
import { servePages } from './pages/serve-pages.ts';
import { passthroughTo, servePassthrough } from './proxy/serve-passthrough.ts';
import { servePublishedSchema } from './published-schema/serve-published-schema.ts';
import { ConnectionCounts } from './rate/connection-counts.ts';
import type { ResponseCache } from './response-cache/response-cache.ts';
import { StreamReplies } from './streaming/stream-replies.ts';
import { StreamReservations } from './streaming/stream-reservations.ts';
import type { ReloadOutcome } from './supergraph/supergraph-store.ts';
import { watchFile } from './supergraph/watch-file.ts';
import { acceptSockets, type AcceptedSockets, type AcceptOptions } from './websocket/accept-sockets.ts';
import type { SocketAdmission } from './websocket/admit-socket.ts';
import { MessageRate } from './websocket/message-rate.ts';

/** The gateway; nothing listens until `listen`. */
export interface Gateway {
  readonly app: FastifyInstance;
  readonly listen: () => Promise<{ url: string }>;
  /** Reads the supergraph file again. */
  readonly reload: () => Promise<ReloadOutcome>;
  /** What is kept of answers; undefined when nothing is. */
  readonly answers: ResponseCache | undefined;
  /** Refuses new work, finishes what is in progress and closes, within the drain timeout. */
  readonly close: () => Promise<void>;
}

/** What the gateway is built from. */
export interface GatewayOptions extends Omit<OperationsOptions, 'now'> {
  /** The time by which tokens expire and requests are signed; by default the clock of this process. */
  readonly now?: () => Date;
  /** How long closing waits for what is in progress; 9 s by default, less than the 10 s after which the process exits anyway. */
  readonly drainTimeoutMs?: number;
}

const defaultDrainTimeoutMs = 9_000;

/** Builds the gateway. @throws when the supergraph file is missing or cannot be used */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { config, logger, local, now = () => new Date(), drainTimeoutMs = defaultDrainTimeoutMs } = options;
  const operations = await startOperations({ ...options, now });
  const { endedSessions, ...followed } = knowAccounts({ config, local, now, logger });
  const { store, rates, transports } = operations;
  const accessTokenFor = exchangingApiKeys({ accounts: transports['accounts'], rates, ...followed, now });
  const tokens = { ...followed, accessTokenFor };
  const streams = new StreamReplies({ logger });
  const reservations = new StreamReservations();
  const guards = createGuards(config, { now, logger });
  const passthrough = passthroughTo({ config, subgraphs: local?.subgraphs, logger });
  const draining = new AbortController();
  const turns = new NetworkTurns(config.rate.timesAt);
  const app = openDoor(config, logger, draining.signal);
  const arriving = { ...operations, ...guards, ...tokens, streams, turns, logger };
  lookAtArrivals(app, { ...arriving, config, draining: draining.signal });
  countArrivals(app, arriving);
  allowOrigins(app, allowedOrigins(config.cors));
  const { maxOperationsEach } = config.sockets;
  const hasExplorer = config.pages.forDevelopers;
  serveGraphql(app, { ...arriving, reservations, maxOperationsEach, hasExplorer });
  servePages(app, config);
  if (config.introspection) servePublishedSchema(app, store);
  servePassthrough(app, passthrough);
  serveHealth(app, {
    logger,
    checks: gatewayChecks(store, transports),
    tolerates: {
      ...operations.tolerates,
      proxies: guards.proxies.assertNone,
      sessions: endedSessions.assertCurrent,
      ...toleratedChecks(transports),
    },
    isDraining: () => draining.signal.aborted,
  });
  const sockets = openSockets(app, operations, { config, logger, now, turns, ...guards, ...tokens });
  const watcher = watchFile(config.supergraphFile, () => void store.reload());
  return {
    app,
    listen: async () => ({ url: await app.listen({ host: config.host, port: config.port }) }),
    reload: () => store.reload(),
    answers: operations.cache?.responses,
    close: async () => {
      draining.abort();
      watcher.stop();
      endedSessions.stop();
      streams.close();
      reservations.close();
      await drain(app, sockets, drainTimeoutMs);
      await Promise.all([operations.close(), passthrough.close()]);
    },
  };
}

function openSockets(
  app: FastifyInstance,
  { run, rates }: Operations,
  guarded: Pick<GatewayOptions, 'config' | 'logger'> &
    Pick<SocketAdmission, 'verifyToken' | 'accessTokenFor' | 'watchToken'> &
    Guards &
    Pick<AcceptOptions, 'turns'> & { readonly now: () => Date },
): AcceptedSockets {
  const { config, now, proxies } = guarded;
  const addressOf = clientAddressReader(config.trustedProxies);
  return acceptSockets(app.server, {
    run,
    rates,
    ...guarded,
    publicUrl: config.publicUrl,
    waiting: new ConnectionCounts(),
    maxWaiting: config.sockets.maxBeforeInit,
    timesAt: config.rate.timesAt,
    messages: new MessageRate(config.rate, now),
    maxMessageBytes: config.maxMessageBytes,
    maxOperationsEach: config.sockets.maxOperationsEach,
    clientAddress: (request) => {
      proxies.see(request);
      return addressOf(request);
    },
  });
}

const notFoundMessage =
  'There is nothing at this path. GraphQL is served at /graphql, without a slash at its end.';

/** The HTTP side, with what holds before a request is one. */
function openDoor(config: GatewayConfig, logger: Logger, draining: AbortSignal): FastifyInstance {
  const app = createHttpApp(logger, {
    bodyLimitBytes: config.maxBodyBytes,
    trustProxy: config.trustedProxies,
    timeouts: config.arrival,
    publicUrl: config.publicUrl,
    notFoundMessage,
  });
  announceDraining(app, draining);
  return app;
}

/** What every request meets before there are routes, the last first. */
function lookAtArrivals(
  app: FastifyInstance,
  {
    config,
    ...known
  }: Operations &
    Guards &
    AdmissionOptions &
    Pick<AtOnceOptions, 'draining' | 'logger' | 'streams' | 'watchToken'> &
    Pick<AcceptOptions, 'turns'> &
    Pick<GatewayOptions, 'config'>,
): void {
  const { publicUrl, trustedProxies, connections, rate, cors, maxBodyBytes } = config;
  const clientAddress = clientAddressReader(trustedProxies);
  serveAtOnce(app.server, {
    ...known,
    isAllowedOrigin: allowedOrigins(cors),
    clientAddress,
    publicUrl,
    maxBodyBytes,
  });
  handleInTurns(app.server, known.turns, clientAddress);
  boundConnections(app.server, {
    ...connections,
    isTrusted: proxyTrust(trustedProxies),
    timesAt: rate.timesAt,
  });
  serveBelow(app.server, publicUrl);
}

/** Asks clients to open their next connection elsewhere. */
function announceDraining(app: FastifyInstance, draining: AbortSignal): void {
  app.addHook('onSend', async (_request, reply) => {
    if (draining.aborted) reply.header('connection', 'close');
  });
}

async function drain(app: FastifyInstance, sockets: AcceptedSockets, timeoutMs: number): Promise<void> {
  const cutOff = setTimeout(() => app.server.closeAllConnections(), timeoutMs);
  await Promise.all([sockets.close(timeoutMs), app.close()]);
  clearTimeout(cutOff);
}
