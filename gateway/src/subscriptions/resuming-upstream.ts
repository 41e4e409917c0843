import { graphqlError } from '@cartwright/errors';
import type { Logger } from '@cartwright/process';
import type { ForwardedHeaders } from '../transport/forwarded-headers.ts';
import type { SubgraphResponse, SubgraphTransport, UpstreamEnd } from '../transport/subgraph-transport.ts';
import { EventQueue } from './event-queue.ts';
import type { UpstreamOperation } from './resumable-operation.ts';

/** How long to go on trying. */
export interface ResumePolicy {
  /** How long a subscription may wait for its first connection. */
  readonly maxStartMs: number;
  /** How long a subscription that ran may wait for another replica. */
  readonly maxOutageMs: number;
  /** Wait before the nth attempt (from 0) of an outage. */
  readonly delayMs: (attempt: number) => number;
}

/** At once, then after 50 ms, doubling up to 2 s. */
export const defaultResumePolicy: ResumePolicy = {
  maxStartMs: 5_000,
  maxOutageMs: 60_000,
  delayMs: (attempt) => (attempt === 0 ? 0 : Math.min(25 * 2 ** attempt, 2_000)),
};

/** One subscription's way to its subgraph. */
export interface ResumingUpstreamOptions {
  readonly transport: SubgraphTransport;
  readonly operation: UpstreamOperation;
  readonly forwarded: ForwardedHeaders;
  readonly policy: ResumePolicy;
  readonly logger: Logger;
}

/** Keeps one upstream subscription alive across lost connections, without a gap and without a repetition. */
export class ResumingUpstream {
  readonly events = new EventQueue<SubgraphResponse>(() => this.#stop());
  readonly #options: ResumingUpstreamOptions;
  #close: () => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #lastVersion: number | undefined;
  /** Whether it was ever connected, and so may have missed events since. */
  #hasStarted = false;
  #attempt = 0;
  #downSince = performance.now();

  constructor(options: ResumingUpstreamOptions) {
    this.#options = options;
    this.#connect();
  }

  #connect(): void {
    const { transport, operation, forwarded } = this.#options;
    const { query, operationName } = operation;
    const variables = operation.variablesAfter(this.#lastVersion);
    this.#close = transport.subscribe(
      { query, operationName, variables, forwarded },
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
    const isRepetition = version !== undefined && version <= (this.#lastVersion ?? -Infinity);
    if (isRepetition) return;
    this.#lastVersion = version ?? this.#lastVersion;
    this.events.push(response);
  }

  #onEnd(end: UpstreamEnd): void {
    if (end.kind === 'lost') {
      this.#onLoss(end.reason);
      return;
    }
    if (end.kind === 'refused') this.events.push({ errors: end.errors });
    this.events.end();
  }

  #onLoss(reason: string): void {
    if (this.#attempt === 0) this.#downSince = performance.now();
    const { policy, logger } = this.#options;
    if (!this.#mayGoOn()) {
      this.events.fail(interrupted());
      return;
    }
    const delayMs = policy.delayMs(this.#attempt++);
    logger.info(
      { reason, delayMs, afterVersion: this.#lastVersion },
      'upstream subscription lost, trying again',
    );
    this.#timer = setTimeout(() => this.#connect(), delayMs);
  }

  #mayGoOn(): boolean {
    const { policy, operation } = this.#options;
    if (this.#hasStarted && !operation.canResume) return false;
    const limitMs = this.#hasStarted ? policy.maxOutageMs : policy.maxStartMs;
    return performance.now() - this.#downSince < limitMs;
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#close();
  }
}

function interrupted(): Error {
  return graphqlError(
    'UNAVAILABLE',
    'The subscription was interrupted and events may be missing: subscribe again.',
  );
}
