import { graphqlError } from '@cartwright/errors';
import type { ViewerContext } from '@cartwright/identity';
import type { Logger } from '@cartwright/process';
import type { ForwardedHeaders } from '../transport/forwarded-headers.ts';
import type { SubgraphResponse, SubgraphTransport, UpstreamEnd } from '../transport/subgraph-transport.ts';
import type { UpstreamOperation } from './resumable-operation.ts';

/** How long to retry. */
export interface ResumePolicy {
  /** How long a subscription retries to get its first connection. */
  readonly maxStartMs: number;
  /** How long a subscription that was connected retries to get the next one. */
  readonly maxOutageMs: number;
  /** The pause before the nth attempt (from 0) of an outage. */
  readonly delayMs: (attempt: number) => number;
}

/** At once, then after 50 ms, doubling up to 2 s. */
export const defaultResumePolicy: ResumePolicy = {
  maxStartMs: 5_000,
  maxOutageMs: 60_000,
  delayMs: (attempt) => (attempt === 0 ? 0 : Math.min(25 * 2 ** attempt, 2_000)),
};

/** Is told what an upstream brings: events in order, each once, and then how it ended. */
export interface UpstreamListener {
  /** `version` is undefined where the event carries none. */
  event(response: SubgraphResponse, version: number | undefined): void;
  /** Called once, and nothing after it; `fault` says why events may be missing. */
  ended(fault?: Error): void;
}

/** One subscription to a subgraph. */
export interface ResumingUpstreamOptions {
  readonly transport: SubgraphTransport;
  readonly operation: UpstreamOperation;
  readonly forwarded: ForwardedHeaders;
  /** Who reads, as the gateway knows them: a token that speaks for nobody any more joins nobody whom it spoke for. */
  readonly asker: ViewerContext;
  readonly policy: ResumePolicy;
  readonly logger: Logger;
}

/** Keeps one upstream subscription alive across lost connections, without gaps or duplicates. */
export class ResumingUpstream {
  /** Who is told; another may take over. */
  listener: UpstreamListener;
  readonly #options: ResumingUpstreamOptions;
  #close: () => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #lastVersion: number | undefined;
  /** Whether it was ever connected, so that events may be missing after a loss. */
  #hasStarted = false;
  #attempt = 0;
  #downSince = performance.now();

  constructor(options: ResumingUpstreamOptions, listener: UpstreamListener) {
    this.#options = options;
    this.listener = listener;
    this.#connect();
  }

  /** Closes the connection and opens no other; the listener is told nothing more. */
  close(): void {
    clearTimeout(this.#timer);
    this.#close();
  }

  #connect(): void {
    const { transport, operation, forwarded, asker } = this.#options;
    const { query, operationName } = operation;
    const variables = operation.variablesAfter(this.#lastVersion);
    this.#close = transport.subscribe(
      { query, operationName, variables, forwarded, asker },
      {
        connected: () => (this.#hasStarted = true),
        event: (response) => this.#onEvent(response),
        ended: (end) => this.#onEnd(end),
      },
    );
  }

  #onEvent(response: SubgraphResponse): void {
    this.#attempt = 0;
    const version = this.#options.operation.versionOf(response.data ?? {});
    const isDuplicate = version !== undefined && version <= (this.#lastVersion ?? -Infinity);
    if (isDuplicate) return;
    this.#lastVersion = version ?? this.#lastVersion;
    this.listener.event(response, version);
  }

  #onEnd(end: UpstreamEnd): void {
    if (end.kind === 'lost') {
      this.#onLoss(end.reason);
      return;
    }
    if (end.kind === 'refused') this.listener.event({ errors: end.errors }, undefined);
    this.listener.ended();
  }

  #onLoss(reason: string): void {
    if (this.#attempt === 0) this.#downSince = performance.now();
    const { policy, logger } = this.#options;
    if (!this.#mayRetry()) {
      this.close();
      this.listener.ended(interrupted());
      return;
    }
    const delayMs = policy.delayMs(this.#attempt++);
    logger.info({ reason, delayMs, afterVersion: this.#lastVersion }, 'upstream subscription lost, retrying');
    this.#timer = setTimeout(() => this.#connect(), delayMs);
  }

  #mayRetry(): boolean {
    const { policy, operation } = this.#options;
    if (this.#hasStarted && !operation.canResume) return false;
    const limitMs = this.#hasStarted ? policy.maxOutageMs : policy.maxStartMs;
    return performance.now() - this.#downSince < limitMs;
  }
}

/** What a subscriber is told who may have missed events. */
export function interrupted(): Error {
  return graphqlError(
    'UNAVAILABLE',
    'The subscription was interrupted and events may be missing: subscribe again.',
  );
}
