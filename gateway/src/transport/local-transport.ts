import { isReady, type Logger } from '@cartwright/process';
import type { LocalCall, LocalSubgraph } from '@cartwright/subgraph';
import { degradationOf } from './best-health.ts';
import { isMutation } from './is-mutation.ts';
import type {
  SubgraphHealth,
  SubgraphRequest,
  SubgraphResponse,
  SubgraphTransport,
  UpstreamObserver,
} from './subgraph-transport.ts';
import { unavailable } from './unavailable.ts';

/** A subgraph that is a part of this process. */
export interface LocalTransportOptions {
  readonly name: string;
  readonly subgraph: LocalSubgraph;
  /** Longest wait for an answer. */
  readonly timeoutMs: number;
  readonly logger: Logger;
}

const nobody = { viewer: null };

/** Reaches a subgraph of the same process: by value, with nothing written, signed or read in between. */
export class LocalTransport implements SubgraphTransport {
  readonly #options: LocalTransportOptions;

  constructor(options: LocalTransportOptions) {
    this.#options = options;
  }

  async execute(request: SubgraphRequest): Promise<SubgraphResponse> {
    const { name, subgraph, timeoutMs, logger } = this.#options;
    const waiting = new Waiting(request.gone, timeoutMs);
    try {
      const gone = isMutation(request) ? undefined : waiting.over;
      const answering = subgraph.execute({ ...callOf(request), gone, turn: request.turn });
      const answer = await Promise.race([answering, waiting.isOver]);
      if (answer !== undefined) return answer as SubgraphResponse;
      answering.catch(() => undefined); // nobody reads it
      if (request.gone?.aborted !== true)
        logger.warn({ subgraph: name, failure: 'timeout' }, 'subgraph did not answer');
    } catch (error) {
      logger.warn({ subgraph: name, err: error }, 'subgraph did not answer');
    } finally {
      waiting.end();
    }
    return unavailable(name);
  }

  subscribe(request: SubgraphRequest, observer: UpstreamObserver): () => void {
    return this.#options.subgraph.subscribe(callOf(request), {
      connected: () => observer.connected(),
      event: (answer) => observer.event(answer as SubgraphResponse),
      ended: (end) => observer.ended(end),
    });
  }

  async health(): Promise<SubgraphHealth> {
    const readiness = await this.#options.subgraph.readiness();
    if (!isReady(readiness)) return { isReady: false };
    return { isReady: true, degradedBy: degradationOf(readiness.checks) };
  }

  /** The subgraph is closed by whoever has opened it. */
  close(): Promise<void> {
    return Promise.resolve();
  }
}

function callOf({ query, operationName, variables, forwarded, asker = nobody }: SubgraphRequest): LocalCall {
  const { viewer, tokenFault } = asker;
  return { query, operationName, variables, headers: { ...forwarded }, asker: { viewer, tokenFault } };
}

/** Whoever waits for an answer, until they have gone or it takes too long. */
class Waiting {
  /** Resolves when they wait no more. */
  readonly isOver: Promise<undefined>;
  readonly #leaving = new AbortController();
  readonly #gone: AbortSignal | undefined;
  readonly #timer: NodeJS.Timeout;
  readonly #leave: () => void;

  constructor(gone: AbortSignal | undefined, timeoutMs: number) {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.isOver = promise;
    this.#leave = () => {
      this.#leaving.abort();
      resolve(undefined);
    };
    this.#gone = gone;
    this.#timer = setTimeout(this.#leave, timeoutMs);
    if (gone?.aborted === true) this.#leave();
    gone?.addEventListener('abort', this.#leave, { once: true });
  }

  /** Aborted when they wait no more. */
  get over(): AbortSignal {
    return this.#leaving.signal;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#gone?.removeEventListener('abort', this.#leave);
  }
}
