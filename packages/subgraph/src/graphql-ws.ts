import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FormattedExecutionResult, GraphQLError, GraphQLSchema } from 'graphql';
import type { Context, ServerOptions, SubscribePayload } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Logger } from '@cartwright/process';
import { subscribeAfresh, type OperationStore, type RepeatedOperation } from '@cartwright/graph';
import {
  arrivedRequest,
  type TokenVerifier,
  type VerifyRequest,
  type WatchToken,
} from '@cartwright/identity';
import { maskErrors } from './mask-errors.ts';
import { prepareRepeated } from './prepare-repeated.ts';
import type { ContextFactory } from './subgraph-options.ts';
import { operationRequest, sessionHeaders, type WebsocketSession } from './websocket-session.ts';

/** What `/graphql` over WebSocket is built from. */
export interface GraphqlWsOptions {
  readonly schema: GraphQLSchema;
  readonly operations: OperationStore;
  readonly logger: Logger;
  readonly verifyToken: TokenVerifier;
  readonly watchToken: WatchToken;
  readonly verifyRequest: VerifyRequest;
  /** Takes the token from the connection's parameters too, as the explorer sends it. */
  readonly allowUnsigned: boolean;
  readonly createContext: ContextFactory;
}

/** The WebSocket side of a server. */
export interface GraphqlWs {
  /** Refuses new sockets, closes all with 1001, and cuts off those that do not answer within the timeout. */
  readonly close: (timeoutMs: number) => Promise<void>;
}

type Parameters = Record<string, unknown> | undefined;
// A type, not an interface: graphql-ws asks for an index signature, which interfaces lack.
type OwnExtra = { session: WebsocketSession };
type Connection = Context<Parameters, Extra & Partial<OwnExtra>>;

const maxMessageBytes = 1024 * 1024;

/** Accepts graphql-transport-ws at `/graphql` under the rules of HTTP: signed, the token verified, errors masked. */
export function acceptGraphqlWs(server: Server, options: GraphqlWsOptions): GraphqlWs {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });
  const accepted = useServer<Parameters, OwnExtra>(connectionRules(options), sockets);
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (request.url?.split('?', 1)[0] !== '/graphql') return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  };
  server.on('upgrade', upgrade);
  return {
    close: async (timeoutMs) => {
      server.off('upgrade', upgrade);
      server.on('upgrade', (_request, socket) => socket.destroy());
      const cutOff = setTimeout(() => sockets.clients.forEach((client) => client.terminate()), timeoutMs);
      await accepted.dispose();
      clearTimeout(cutOff);
    },
  };
}

function connectionRules(options: GraphqlWsOptions): ServerOptions<Parameters, Extra & Partial<OwnExtra>> {
  const { logger } = options;
  return {
    onConnect: (connection) => admit(connection, options),
    onSubscribe: (connection, _id, payload) => prepare(sessionOf(connection), payload, options),
    subscribe: (operation) => subscribeAfresh(operation as RepeatedOperation),
    execute: (operation) => executeOnce(operation as RepeatedOperation),
    onNext: (...[connection, , , , result]) => {
      const { errors, ...rest } = result;
      if (errors === undefined) return undefined;
      const request = operationRequest(sessionOf(connection), logger);
      return { ...rest, errors: maskErrors(errors, request) } as FormattedExecutionResult;
    },
    onError: (connection, _id, _payload, errors) => {
      const request = operationRequest(sessionOf(connection), logger);
      return maskErrors(errors, request);
    },
  };
}

/**
 * Admits a connection or closes it: 4401 when its upgrade is not signed, 1013 when it may be tried again. Only what is signed
 * counts: the headers of the upgrade.
 */
async function admit(connection: Connection, options: GraphqlWsOptions): Promise<boolean> {
  const { extra, connectionParams } = connection;
  const verdict = options.verifyRequest(arrivedRequest(extra.request));
  if (verdict !== 'valid') {
    options.logger.warn({ verdict }, 'refused a WebSocket that is not signed');
    if (verdict === 'before-start') extra.socket.close(1013, 'Try again later');
    else extra.socket.close(4401, 'Not signed');
    return false;
  }
  const headers = sessionHeaders(extra.request.headers, options.allowUnsigned ? connectionParams : {});
  const identity = await options.verifyToken(headers['authorization']);
  if (identity.tokenFault === 'UNVERIFIABLE') {
    extra.socket.close(1013, 'Try again later');
    return false;
  }
  extra.session = { ...identity, headers };
  extra.socket.once(
    'close',
    options.watchToken(identity.viewer, (end) =>
      extra.socket.close(4403, end === 'EXPIRED' ? 'Token expired' : 'Session ended'),
    ),
  );
  return true;
}

function prepare(
  session: WebsocketSession,
  payload: SubscribePayload,
  options: GraphqlWsOptions,
): Promise<RepeatedOperation | readonly GraphQLError[]> {
  const { viewer, tokenFault } = session;
  const request = operationRequest(session, options.logger);
  return prepareRepeated(payload, { viewer, tokenFault, request }, options);
}

function executeOnce({ compiled, contextValue, variableValues }: RepeatedOperation) {
  return compiled.execute({ contextValue, variableValues });
}

function sessionOf({ extra }: Connection): WebsocketSession {
  if (extra.session === undefined) throw new Error('A WebSocket was used before it was admitted.');
  return extra.session;
}
