import type { AccessOptions, Keeping } from '@cartwright/graph';
import type { Caller, EndedSessions, TokenVerifier, ViewerContext } from '@cartwright/identity';
import type { BaseConfig, Logger, ReadinessChecks, SubgraphRequest } from '@cartwright/process';
import type { FastifyInstance, preHandlerHookHandler } from 'fastify';

/** What a subgraph's context is made from, once per operation and once per subscription event. */
export interface ContextInput extends ViewerContext {
  readonly request: SubgraphRequest;
}

/** Makes the context of one operation; the loaders in it live as long. */
export type ContextFactory<Context extends object = object> = (
  input: ContextInput,
) => Context | Promise<Context>;

/** The common variables that the server itself reads. */
export type ServerConfig = Pick<
  BaseConfig,
  'NODE_ENV' | 'HOST' | 'PORT' | 'JWKS_URL' | 'GATEWAY_KEYS' | 'AUTHORITY' | 'ALLOW_UNSIGNED'
>;

/** How a subgraph finds out who asks. */
export interface Identity {
  readonly verifyToken: TokenVerifier;
  /** Closes what is open with the tokens of a session. */
  readonly endedSessions: EndedSessions;
  /** @throws Error while it is not known which sessions have ended of late */
  readonly assertCurrent?: () => void;
  /** Stops finding out, once the server is closed. */
  readonly stop?: () => void;
}

/** What a subgraph's own routes can be protected with. */
export interface RouteTools {
  /** Makes a preHandler: 401 unless that service signed the request, with one of the keys that it shares with this one. */
  readonly signedBy: (caller: Caller, keys: readonly string[]) => preHandlerHookHandler;
  readonly verifyToken: TokenVerifier;
}

/** What another subgraph may ask: by POST, signed, or by value where both are in one process. */
export interface SubgraphQuestion {
  readonly path: string;
  readonly askedBy: Caller;
  /** That it shares with whoever asks over HTTP. */
  readonly keys: readonly string[];
  /** @throws ZodError for what is no question */
  readonly answer: (question: unknown) => Promise<unknown>;
}

/** What a subgraph's server is built from. */
export interface SubgraphOptions<Context extends ViewerContext> {
  readonly name: string;
  readonly config: ServerConfig;
  readonly logger: Logger;
  readonly schemaFile: URL;
  /** The resolver map; shared scalars that the schema declares are added. */
  readonly resolvers: object;
  /** Whose objects are, and who hears of refusals. */
  readonly access?: AccessOptions | undefined;
  readonly createContext: ContextFactory<Context>;
  /** What may be kept of what is written; nothing when left out. */
  readonly keeping?: Keeping;
  /** Named checks of what the subgraph cannot work without; each throws when that is not available. */
  readonly readiness: ReadinessChecks;
  /** Named checks of what it can work without for a while: reported by `/health/ready`, but no reason not to be ready. */
  readonly tolerates?: ReadinessChecks;
  /** Adds own routes, such as a webhook or the JWKS; unsigned unless they use `tools.signedBy`. */
  readonly routes?: (app: FastifyInstance, tools: RouteTools) => void;
  /** What other subgraphs may ask. */
  readonly questions?: readonly SubgraphQuestion[];
  /** How to find out who asks; by default with the keys at JWKS_URL, and the ended sessions that are told beside them. */
  readonly identity?: Identity | undefined;
  /** How long closing waits for requests in flight; 8 s by default, which leaves messaging and database 2 s of the process's 10. */
  readonly drainTimeoutMs?: number;
  readonly now?: () => Date;
}
