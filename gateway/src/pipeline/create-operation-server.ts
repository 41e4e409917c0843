import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { subscriptionRootRule } from '@cartwright/graph';
import type { Logger } from '@cartwright/process';
import { formatError } from '../errors/format-error.ts';
import type { OperationExecutor } from '../execution/operation-executor.ts';
import type { RequestContext } from '../execution/request-context.ts';
import type { OperationLimits } from '../limits/operation-limits.ts';
import type { RateLimits } from '../rate/rate-limits.ts';
import type { SupergraphStore } from '../supergraph/supergraph-store.ts';
import { limitsPlugin } from './limits-plugin.ts';
import { requestIdPlugin } from './request-id-plugin.ts';
import { safeMethodPlugin } from './safe-method-plugin.ts';
import { supergraphGateway } from './supergraph-gateway.ts';
import { tokenFaultPlugin } from './token-fault-plugin.ts';
import { trustedDocumentsPlugin, type TrustedDocuments } from './trusted-documents.ts';

/** What the pipeline is built from. */
export interface OperationServerOptions {
  readonly store: SupergraphStore;
  readonly executor: OperationExecutor;
  readonly limits: OperationLimits;
  readonly rates: RateLimits;
  readonly introspection: boolean;
  /** The documents that may be run; any when undefined. */
  readonly trusted: TrustedDocuments | undefined;
  readonly logger: Logger;
}

/**
 * The pipeline that every operation of every transport goes through once its text is known: parsing and validation
 * (remembered per document), limits, planning, execution, error masking. Apollo Server's own HTTP side is not used.
 */
export function createOperationServer(options: OperationServerOptions): ApolloServer<RequestContext> {
  const { store, executor, limits, rates, introspection, trusted, logger } = options;
  return new ApolloServer<RequestContext>({
    gateway: supergraphGateway(store, executor),
    cache: 'bounded',
    persistedQueries: false,
    parseOptions: { maxLexicalTokens: limits.maxTokens },
    validationRules: [subscriptionRootRule],
    introspection,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: formatError,
    logger,
    plugins: [
      safeMethodPlugin(),
      ...(trusted === undefined ? [] : [trustedDocumentsPlugin(trusted)]),
      limitsPlugin(limits, rates),
      requestIdPlugin(logger),
      tokenFaultPlugin(),
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
}
