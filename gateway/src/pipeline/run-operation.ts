import type { ApolloServer } from '@apollo/server';
import { mapStream } from '@cartwright/graph';
import type { ExecutionResult, FormattedExecutionResult } from 'graphql';
import { formatThrown, withRequestId } from '../errors/format-error.ts';
import type { RequestContext } from '../execution/request-context.ts';
import type { SubscriptionSlot } from '../subscriptions/subscription-slot.ts';
import { findDocument, type DocumentSources } from './find-document.ts';
import { readOperationMessage, type OperationMessage } from './operation-message.ts';
import { malformed, rejection, type OperationOutcome } from './operation-outcome.ts';
import { withTokenFault } from './token-fault-plugin.ts';

/** What operations are run with. */
export interface OperationRunnerOptions extends DocumentSources {
  /** Started. */
  readonly server: ApolloServer<RequestContext>;
}

/** What a transport can carry. */
export interface Carriage {
  readonly streams: boolean;
  /** Whether what it runs must not change anything, as GET promises. */
  readonly isReadOnly: boolean;
}

/** Runs what a client sent, through the one pipeline of all transports. */
export type RunOperation = (
  sent: unknown,
  context: RequestContext,
  carriage: Carriage,
) => Promise<OperationOutcome>;

/** The carriage of connections that take every kind of operation. */
export const everything: Carriage = { streams: true, isReadOnly: false };

/** Makes the one way to run operations. */
export function operationRunner({ server, ...sources }: OperationRunnerOptions): RunOperation {
  return async (sent, context, carriage) => {
    const read = readOperationMessage(sent);
    if (read.kind === 'malformed') return withTokenFault(malformed(read.reason), context.tokenFault);
    const found = await findDocument(read.message, sources);
    if (found.kind === 'rejected') return withTokenFault(found, context.tokenFault);
    const { query, registerAs } = found;
    const outcome = await execute(server, { ...read.message, query }, { context, carriage });
    if (registerAs !== undefined && outcome.kind !== 'rejected') {
      void sources.persisted.set(registerAs, query);
    }
    return outcome;
  };
}

async function execute(
  server: ApolloServer<RequestContext>,
  message: OperationMessage,
  { context, carriage }: { readonly context: RequestContext; readonly carriage: Carriage },
): Promise<OperationOutcome> {
  const subscription: SubscriptionSlot = {};
  const { isReadOnly } = carriage;
  const { body, http } = await server.executeOperation(apolloRequest(message), {
    contextValue: { ...context, isReadOnly, ...(carriage.streams && { subscription }) },
  });
  if (subscription.stream !== undefined) {
    const stream = mapStream(subscription.stream, (result) => formatResult(result, context));
    return { kind: 'stream', stream };
  }
  if (body.kind === 'incremental') throw new Error('Incremental delivery is not supported.');
  const { data, errors, extensions } = body.singleResult;
  if (data === undefined) return { ...rejection(errors ?? [], http), extensions };
  // https://spec.graphql.org/draft/#sec-Response-Format: errors come first, so that they are seen.
  const result = {
    ...(errors && { errors }),
    data: data as Record<string, unknown> | null,
    ...(extensions && { extensions }),
  };
  return { kind: 'result', result };
}

/** Apollo Server gets the text: which document was meant is settled. An empty name is none. */
function apolloRequest({
  query,
  operationName,
  variables,
  extensions,
}: OperationMessage): Parameters<ApolloServer['executeOperation']>[0] {
  return {
    ...(query != null && { query }),
    ...(operationName != null && operationName !== '' && { operationName }),
    ...(variables != null && { variables }),
    extensions: { ...extensions, persistedQuery: undefined },
  };
}

function formatResult(
  { errors, ...rest }: ExecutionResult,
  { requestId, tokenFault }: RequestContext,
): FormattedExecutionResult {
  const formatted = errors?.map((error) => withRequestId(formatThrown(error), requestId));
  return withTokenFault({ ...(formatted && { errors: formatted }), ...rest }, tokenFault);
}
