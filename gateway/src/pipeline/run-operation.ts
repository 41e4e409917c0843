import type { ApolloServer } from '@apollo/server';
import { mapStream, type EventStream } from '@cartwright/graph';
import type { ExecutionResult, FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import { formatThrown, withRequestId } from '../errors/format-error.ts';
import type { RequestContext } from '../execution/request-context.ts';
import type { SubscriptionSlot } from '../subscriptions/subscription-slot.ts';
import { withTokenFault } from './token-fault-plugin.ts';

/** An operation as every transport receives it. */
export interface OperationMessage {
  readonly query?: string | null | undefined;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
  readonly extensions?: Record<string, unknown> | null | undefined;
}

/** Results as they go out to the client. */
export type FormattedStream = EventStream<FormattedExecutionResult>;

/** What became of an operation. */
export type OperationOutcome =
  | { readonly kind: 'result'; readonly result: FormattedExecutionResult }
  /** Not executed: invalid, too large or over a rate. */
  | { readonly kind: 'rejected'; readonly errors: readonly GraphQLFormattedError[] }
  | { readonly kind: 'stream'; readonly stream: FormattedStream };

/** Runs an operation for a transport that can stream, through the same pipeline as plain HTTP. */
export async function runOperation(
  server: ApolloServer<RequestContext>,
  message: OperationMessage,
  context: RequestContext,
): Promise<OperationOutcome> {
  const subscription: SubscriptionSlot = {};
  const { body } = await server.executeOperation(present(message), {
    contextValue: { ...context, subscription },
  });
  if (subscription.stream !== undefined) {
    const stream = mapStream(subscription.stream, (result) => formatResult(result, context));
    return { kind: 'stream', stream };
  }
  if (body.kind === 'incremental') throw new Error('Incremental delivery is not supported.');
  const { data, errors, extensions } = body.singleResult;
  if (data === undefined) return { kind: 'rejected', errors: errors ?? [] };
  const result = {
    data: data as Record<string, unknown> | null,
    ...(errors && { errors }),
    ...(extensions && { extensions }),
  };
  return { kind: 'result', result };
}

/** Drops what the client left out or set to `null`. */
function present(message: OperationMessage): Parameters<ApolloServer['executeOperation']>[0] {
  return Object.fromEntries(Object.entries(message).filter(([, value]) => value != null));
}

function formatResult(
  { errors, ...rest }: ExecutionResult,
  { requestId, tokenFault }: RequestContext,
): FormattedExecutionResult {
  const formatted = errors?.map((error) => withRequestId(formatThrown(error), requestId));
  return withTokenFault({ ...rest, ...(formatted && { errors: formatted }) }, tokenFault);
}
