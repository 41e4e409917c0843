import type { IncomingMessage } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import { graphqlError } from '@cartwright/errors';
import type { SubscribePayload } from 'graphql-ws';
import { formatThrown } from '../errors/format-error.ts';
import type { RequestContext } from '../execution/request-context.ts';
import { endAt } from '../pipeline/end-at.ts';
import { runOperation, type OperationOutcome } from '../pipeline/run-operation.ts';
import type { RateLimits } from '../rate/rate-limits.ts';
import type { SocketAdmission } from './admit-socket.ts';
import { operationContext, type SocketSession } from './socket-session.ts';

/** What operations on sockets need. */
export interface SocketOptions extends SocketAdmission {
  readonly server: ApolloServer<RequestContext>;
  readonly rates: RateLimits;
  readonly maxMessageBytes: number;
  readonly maxOperationsEach: number;
  readonly clientAddress: (request: IncomingMessage) => string;
}

/** An operation that a client has sent over its socket. */
export interface SocketOperation {
  readonly session: SocketSession;
  readonly payload: SubscribePayload;
  /** How many operations are in progress on the socket, this one included, and those that the client has left unanswered. */
  readonly openOperations: number;
}

/** Runs an operation through the same pipeline as over HTTP. Never rejects. */
export async function runSocketOperation(
  { session, payload, openOperations }: SocketOperation,
  options: SocketOptions,
): Promise<OperationOutcome> {
  try {
    refuseTooMany(openOperations, options.maxOperationsEach);
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

function refuseTooMany(openOperations: number, maximum: number): void {
  if (openOperations <= maximum) return;
  throw graphqlError('RATE_LIMITED', `At most ${maximum} operations may be open on one connection.`);
}
