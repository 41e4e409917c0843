import type { IncomingMessage } from 'node:http';
import { graphqlError } from '@cartwright/errors';
import type { Logger } from '@cartwright/process';
import type { SubscribePayload } from 'graphql-ws';
import { formatThrown } from '../errors/format-error.ts';
import { endWithToken } from '../pipeline/end-with-token.ts';
import { rejection, type OperationOutcome } from '../pipeline/operation-outcome.ts';
import { everything } from '../pipeline/carriage.ts';
import type { RunOperation } from '../pipeline/run-operation.ts';
import type { SocketAdmission } from './admit-socket.ts';
import { operationContext, type SocketSession } from './socket-session.ts';

/** What operations on sockets need. */
export interface SocketOptions extends SocketAdmission {
  readonly run: RunOperation;
  readonly logger: Logger;
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
  /** Aborts when the client does not wait for it any more. */
  readonly gone: AbortSignal;
}

/** Runs an operation through the same pipeline as over HTTP. Never rejects. */
export async function runSocketOperation(
  { session, payload, openOperations, gone }: SocketOperation,
  options: SocketOptions,
): Promise<OperationOutcome> {
  try {
    refuseTooMany(openOperations, options.maxOperationsEach);
    const context = { ...(await operationContext(session, payload, options)), gone };
    await options.rates.countRequest(context);
    const outcome = await options.run(payload, context, everything);
    const hasOwnToken = context.viewer !== session.viewer;
    if (outcome.kind !== 'stream' || !hasOwnToken) return outcome;
    return { kind: 'stream', stream: endWithToken(outcome.stream, context.viewer, options.watchToken) };
  } catch (error) {
    return rejection([formatThrown(error)]);
  }
}

function refuseTooMany(openOperations: number, maximum: number): void {
  if (openOperations <= maximum) return;
  throw graphqlError('RATE_LIMITED', `At most ${maximum} operations may be open on one connection.`);
}
