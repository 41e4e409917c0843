import { KeptTexts, loadSchema, OperationStore } from '@cartwright/graph';
import {
  createRequestVerifier,
  requireSignature,
  tokenWatch,
  type Caller,
  type VerifyRequest,
  type ViewerContext,
} from '@cartwright/identity';
import { createHttpApp, serveHealth, ShedLog } from '@cartwright/process';
import type { FastifyInstance } from 'fastify';
import { serveExplorer } from '@cartwright/explorer';
import { serveGraphqlAtOnce } from './graphql-at-once.ts';
import { serveGraphqlHttp } from './graphql-http.ts';
import { acceptGraphqlWs, type GraphqlWs } from './graphql-ws.ts';
import { identityFrom } from './identity-from.ts';
import type { LocalSubgraph } from './local/local-subgraph.ts';
import { serveLocally } from './local/serve-locally.ts';
import { OverloadDoor } from './overload-door.ts';
import { serveQuestions } from './serve-questions.ts';
import type { Identity, RouteTools, ServerConfig, SubgraphOptions } from './subgraph-options.ts';

/** A subgraph's server; nothing listens until `listen`. */
export interface Subgraph {
  readonly app: FastifyInstance;
  /** The same for the other parts of this process, whether it listens or not. */
  readonly local: LocalSubgraph;
  readonly identity: Identity;
  /** Listens at the configured host and port (0 for any free one). */
  readonly listen: () => Promise<{ url: string }>;
  /** Stops being ready, ends subscriptions with 1001, finishes requests in flight, within the drain timeout. */
  readonly close: () => Promise<void>;
}

/** Builds a subgraph's server: GraphQL over HTTP and WebSocket, identity, signatures, masking, health, explorer. */
export function createSubgraph<Context extends ViewerContext>(options: SubgraphOptions<Context>): Subgraph {
  const { name, config, logger, createContext, now = () => new Date() } = options;
  refuseUnsignedProduction(config);
  const app = createHttpApp(logger);
  const schema = loadSchema(options.schemaFile, options.resolvers, options.access ?? { owns: {} });
  const identity = options.identity ?? identityFrom(config.JWKS_URL, { now, logger });
  const { verifyToken, endedSessions, assertCurrent } = identity;
  const verifierFor = (caller: Caller, keys: readonly string[]): VerifyRequest =>
    config.ALLOW_UNSIGNED
      ? () => 'valid'
      : createRequestVerifier({ caller, keys, authority: config.AUTHORITY, now });
  const verifyRequest = verifierFor('gateway', config.GATEWAY_KEYS);
  let closing: Promise<void> | undefined;
  const isDraining = (): boolean => closing !== undefined;
  const shed = config.NODE_ENV === 'production' ? new ShedLog(logger) : undefined;
  const tolerates = {
    ...(shed && { load: () => shed.assertNone() }),
    ...options.tolerates,
    ...(assertCurrent && { sessions: assertCurrent }),
  };
  const readiness = serveHealth(app, { logger, checks: options.readiness, tolerates, isDraining });
  const operations = new OperationStore(schema);
  const door = new OverloadDoor(shed);
  const texts = textsOf(options.keeping);
  const posts = { operations, logger, door, verifyToken, verifyRequest, createContext, texts };
  serveGraphqlHttp(app, posts);
  serveGraphqlAtOnce(app, { ...posts, isDraining });
  if (config.ALLOW_UNSIGNED) serveExplorer(app, { title: `Cartwright ${name}`, walk: false });
  const signedBy: RouteTools['signedBy'] = (caller, keys) => requireSignature(verifierFor(caller, keys));
  options.routes?.(app, { signedBy, verifyToken });
  const questions = serveQuestions(app, options.questions ?? [], signedBy);
  const watchToken = tokenWatch(endedSessions, now);
  const answering = { schema, operations, logger, watchToken, createContext };
  const allowUnsigned = config.ALLOW_UNSIGNED;
  const sockets =
    schema.getSubscriptionType() == null
      ? undefined
      : acceptGraphqlWs(app.server, { ...answering, verifyToken, verifyRequest, allowUnsigned });
  const local = serveLocally({ app, ...answering, readiness, questions });
  endWithApp(app, { identity, isDraining });
  return {
    app,
    local: local.subgraph,
    identity,
    listen: () => listen(app, config),
    close: () =>
      (closing ??= drain(app, [local, ...(sockets ? [sockets] : [])], options.drainTimeoutMs ?? 8_000)),
  };
}

function textsOf(keeping: SubgraphOptions<ViewerContext>['keeping']): KeptTexts | undefined {
  return keeping === undefined || keeping.types.length === 0 ? undefined : new KeptTexts(keeping);
}

/** Tells clients to connect elsewhere while it drains, and stops finding out who asks once it is closed. */
function endWithApp(
  app: FastifyInstance,
  { identity, isDraining }: { readonly identity: Identity; readonly isDraining: () => boolean },
): void {
  app.addHook('onClose', (_app, done) => {
    identity.stop?.();
    done();
  });
  app.addHook('onSend', async (_request, reply) => {
    if (isDraining()) reply.header('connection', 'close');
  });
}

async function listen(
  app: FastifyInstance,
  { HOST: host, PORT: port }: ServerConfig,
): Promise<{ url: string }> {
  return { url: await app.listen({ host, port }) };
}

/** Cuts off what is still open shortly before the timeout, so that the process can exit in time. */
async function drain(
  app: FastifyInstance,
  doors: readonly Pick<GraphqlWs, 'close'>[],
  timeoutMs: number,
): Promise<void> {
  const cutOffMs = timeoutMs * 0.9;
  const cutOff = setTimeout(() => app.server.closeAllConnections(), cutOffMs);
  try {
    await Promise.all([...doors.map((door) => door.close(cutOffMs)), app.close()]);
  } finally {
    clearTimeout(cutOff);
  }
}

function refuseUnsignedProduction({ NODE_ENV, ALLOW_UNSIGNED }: ServerConfig): void {
  if (NODE_ENV === 'production' && ALLOW_UNSIGNED) {
    throw new Error(
      'ALLOW_UNSIGNED is for development: with NODE_ENV=production every request must be signed.',
    );
  }
}
