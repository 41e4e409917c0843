import type { FastifyInstance, preHandlerHookHandler } from 'fastify';
import type { BaseConfig } from '@cartwright/process';
import type { Logger } from '@cartwright/process';
import type { ReadinessChecks } from '@cartwright/process';
import type { SubgraphRequest } from '@cartwright/process';
import type { TokenVerifier } from '@cartwright/identity';
import type { Viewer, ViewerContext } from '@cartwright/identity';

/** What a subgraph's context is made from, once per operation and once per subscription event. */
export interface ContextInput {
  readonly viewer: Viewer | null;
  readonly request: SubgraphRequest;
}

/** Makes the context of one operation; loaders in it live as long as it. */
export type ContextFactory<Context extends object = object> = (
  input: ContextInput,
) => Context | Promise<Context>;

/** The common variables that the server itself reads. */
export type ServerConfig = Pick<
  BaseConfig,
  'NODE_ENV' | 'HOST' | 'PORT' | 'JWKS_URL' | 'GATEWAY_SECRET' | 'ALLOW_UNSIGNED'
>;

/** What own routes get to protect themselves with. */
export interface RouteTools {
  /** A preHandler: 401 unless the body is signed as the gateway signs. */
  readonly signed: preHandlerHookHandler;
  readonly verifyToken: TokenVerifier;
}

/** What a subgraph's server is built from. */
export interface SubgraphOptions<Context extends ViewerContext> {
  readonly name: string;
  readonly config: ServerConfig;
  readonly logger: Logger;
  readonly schemaFile: URL;
  /** The resolver map; shared scalars that the schema declares are added by themselves. */
  readonly resolvers: object;
  readonly createContext: ContextFactory<Context>;
  /** Named checks of what the subgraph cannot work without; each throws when it is not there. */
  readonly readiness: ReadinessChecks;
  /** Named checks of what it can do without for a while: told in `/health/ready`, but no reason not to be ready. */
  readonly tolerates?: ReadinessChecks;
  /** Adds own routes, such as a webhook or the JWKS; unsigned unless they use `tools.signed`. */
  readonly routes?: (app: FastifyInstance, tools: RouteTools) => void;
  /** Whether to accept graphql-ws on `/graphql`; true when the schema has subscriptions. */
  readonly subscriptions?: boolean;
  /** How to verify access tokens; with the keys at JWKS_URL unless told. */
  readonly verifyToken?: TokenVerifier;
  /** How long closing waits for requests in flight; 8 s unless told, which leaves messaging and database 2 s of the process's 10. */
  readonly drainTimeoutMs?: number;
  readonly readinessTimeoutMs?: number;
  readonly now?: () => Date;
}
