import type { IncomingMessage } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import { graphqlError } from '@cartwright/errors';
import {
  GraphQLError,
  GraphQLSchema,
  parse,
  type ExecutionArgs,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
} from 'graphql';
import type { Context, ServerOptions, SubscribePayload } from 'graphql-ws';
import type { Extra } from 'graphql-ws/use/ws';
import { formatThrown } from '../errors/format-error.ts';
import type { RequestContext } from '../execution/request-context.ts';
import { endAt } from '../pipeline/end-at.ts';
import { runOperation, type OperationOutcome } from '../pipeline/run-operation.ts';
import type { RateLimits } from '../rate/rate-limits.ts';
import { admitSocket, type SocketAdmission } from './admit-socket.ts';
import type { RunningOperations } from './running-operations.ts';
import { operationContext, sessionHeaders, type SocketSession } from './socket-session.ts';

/** What a client may send with `connection_init`. */
export type ConnectionParameters = Record<string, unknown> | undefined;
// A type, not an interface: graphql-ws asks for an index signature, which interfaces lack.
export type OwnExtra = { session: SocketSession };
type Connection = Context<ConnectionParameters, Extra & Partial<OwnExtra>>;

/** What operations on sockets need. */
export interface SocketOptions extends SocketAdmission {
  readonly server: ApolloServer<RequestContext>;
  readonly rates: RateLimits;
  readonly maxMessageBytes: number;
  readonly maxOperationsEach: number;
  readonly clientAddress: (request: IncomingMessage) => string;
}

/** The hooks of graphql-ws: which sockets are admitted, and how operations run through the same pipeline as over HTTP. */
export function socketRules(
  options: SocketOptions,
  running: RunningOperations,
): ServerOptions<ConnectionParameters, Extra & Partial<OwnExtra>> {
  return {
    onConnect: (connection) => admit(connection, options),
    onSubscribe: (connection, id, payload) => start({ connection, id, payload }, options, running),
    execute: ({ contextValue }) => resultOf(contextValue as ExecutedOutcome),
    onNext: (...hook) => asFormatted(hook[4]),
    onError: (_connection, _id, _payload, errors) => errors.map(formatThrown),
    onComplete: ({ extra }, id) => running.finish(extra.socket, id),
  };
}

/** Placeholders: graphql-ws expects a parsed document and a schema. */
const emptySchema = new GraphQLSchema({});
const emptyDocument = parse('{ __typename }');

type ExecutedOutcome = Exclude<OperationOutcome, { kind: 'rejected' }>;

interface SocketOperation {
  readonly connection: Connection;
  readonly id: string;
  readonly payload: SubscribePayload;
}

/** What a client reads with the acknowledgement: what is wrong with its token, if anything is. */
async function admit(
  { extra, connectionParams }: Connection,
  options: SocketOptions,
): Promise<boolean | Record<string, unknown>> {
  const { socket, request } = extra;
  const headers = sessionHeaders(request.headers, connectionParams);
  const session = await admitSocket(
    { socket, headers, clientAddress: options.clientAddress(request) },
    options,
  );
  if (session === undefined) return false;
  extra.session = session;
  const { tokenFault: accessToken } = session;
  return accessToken === undefined || { accessToken };
}

/** Runs the whole operation in this hook, the only one of graphql-ws that takes documents that are not parsed yet. */
async function start(
  operation: SocketOperation,
  options: SocketOptions,
  running: RunningOperations,
): Promise<ExecutionArgs | GraphQLError[]> {
  const { connection, id } = operation;
  running.begin(connection.extra.socket, id);
  const outcome = await run(operation, options);
  if (outcome.kind !== 'result') running.finish(connection.extra.socket, id);
  if (outcome.kind === 'rejected') return outcome.errors.map(toGraphqlError);
  return { schema: emptySchema, document: emptyDocument, contextValue: outcome };
}

async function run(
  { connection, payload }: SocketOperation,
  options: SocketOptions,
): Promise<OperationOutcome> {
  try {
    const session = sessionOf(connection);
    refuseTooMany(connection, options.maxOperationsEach);
    const context = await operationContext(session, payload, options.verifyToken);
    await options.rates.countOperation(context);
    const outcome = await runOperation(options.server, payload, context);
    const hasOwnToken = context.viewer !== session.viewer;
    if (outcome.kind !== 'stream' || !hasOwnToken) return outcome;
    return { kind: 'stream', stream: endAt(outcome.stream, context.viewer?.expiresAt, options.now()) };
  } catch (error) {
    return { kind: 'rejected', errors: [formatThrown(error)] };
  }
}

function sessionOf({ extra }: Connection): SocketSession {
  if (extra.session === undefined) throw new Error('A socket was used before it was admitted.');
  return extra.session;
}

/** graphql-ws has already counted the operation in question. */
function refuseTooMany({ subscriptions }: Connection, maximum: number): void {
  if (Object.keys(subscriptions).length <= maximum) return;
  throw graphqlError('RATE_LIMITED', `At most ${maximum} operations may be open on one connection.`);
}

function resultOf(outcome: ExecutedOutcome): ReturnType<NonNullable<ServerOptions['execute']>> {
  const result = outcome.kind === 'stream' ? outcome.stream : outcome.result;
  return result as ReturnType<NonNullable<ServerOptions['execute']>>;
}

/** Errors are formatted already: a result that the hook returns is sent as it is, without calling toJSON on them. */
function asFormatted(result: object): FormattedExecutionResult {
  return result;
}

function toGraphqlError({ message, path, extensions, locations }: GraphQLFormattedError): GraphQLError {
  const error = new GraphQLError(message, { path, extensions });
  return locations === undefined ? error : Object.assign(error, { locations });
}
