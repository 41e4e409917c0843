import type { SignRequest } from '@cartwright/identity';
import { priorityHeader, priorityOf, type Importance, type Logger } from '@cartwright/process';
import type { ReplicaAnswer } from './replica-answer.ts';
import { connectionFailure } from './connection-failure.ts';
import { bestHealth } from './best-health.ts';
import { isMutation } from './is-mutation.ts';
import { parseSubgraphAnswer } from './parse-subgraph-answer.ts';
import type { OriginOptions } from './connection-pool.ts';
import { ReplicaClient, type PostedRequest } from './replica-client.ts';
import { ReplicaSet } from './replica-set.ts';
import { openUpstream } from './open-upstream.ts';
import type {
  SubgraphHealth,
  SubgraphRequest,
  SubgraphResponse,
  SubgraphTransport,
  UpstreamObserver,
} from './subgraph-transport.ts';
import { overloadedSubgraph, unavailable } from './unavailable.ts';

/** Where a subgraph's replicas are and how requests to them are signed. */
export interface NetworkTransportOptions extends OriginOptions {
  readonly name: string;
  /** One per replica; GraphQL is at `/graphql` where a URL has no path. */
  readonly urls: readonly string[];
  readonly sign: SignRequest;
  readonly logger: Logger;
}

/** Less than the gateway's own check may take, so that one replica that hangs hides no other. */
const readinessTimeoutMs = 1500;
/** The answer of a replica that is shutting down, which has not looked at the request. */
const serviceUnavailable = 503;
/** The answer of a replica that does not know the gateway by its signature. */
const unauthorized = 401;

const fixedHeadersOf = (importance: Importance): Readonly<Record<string, string>> => ({
  'content-type': 'application/json',
  accept: 'application/json',
  [priorityHeader]: priorityOf(importance),
});
const fixedHeaders: Readonly<Record<Importance, Readonly<Record<string, string>>>> = {
  checkout: fixedHeadersOf('checkout'),
  change: fixedHeadersOf('change'),
  browsing: fixedHeadersOf('browsing'),
};

/** Reaches a subgraph over HTTP and WebSocket, balancing over its replicas. */
export class NetworkTransport implements SubgraphTransport {
  readonly #options: NetworkTransportOptions;
  readonly #replicas: ReplicaSet<ReplicaClient>;

  constructor(options: NetworkTransportOptions) {
    this.#options = options;
    this.#replicas = new ReplicaSet(options.urls.map((url) => new ReplicaClient(url, options)));
  }

  async execute(request: SubgraphRequest): Promise<SubgraphResponse> {
    const { body = requestBody(request) } = request;
    const signal = request.gone ?? null;
    for (const replica of this.#replicas.inOrder()) {
      const headers = this.#headers(replica, request, body);
      const outcome = await this.#attempt(replica, request, () =>
        replica.post({
          headers,
          body,
          signal,
          isBrowsing: request.turn?.importance === 'browsing',
        }),
      );
      if (outcome !== 'try-next') return outcome;
    }
    return unavailable(this.#options.name);
  }

  subscribe(request: SubgraphRequest, observer: UpstreamObserver): () => void {
    const [replica = this.#replicas.all[0]] = this.#replicas.inOrder();
    if (replica === undefined) throw new Error('A replica set is never empty.');
    const signed = { method: 'GET', ...signable(replica, request) };
    const headers = { ...request.forwarded, ...this.#options.sign(signed) };
    return openUpstream(
      { url: replica.webSocketUrl, headers, request },
      {
        connected: () => observer.connected(),
        event: (response) => observer.event(response),
        ended: (end) => {
          if (end.kind === 'lost') this.#replicas.markFailed(replica);
          observer.ended(end);
        },
      },
    );
  }

  async health(): Promise<SubgraphHealth> {
    const signal = AbortSignal.timeout(readinessTimeoutMs);
    const asked = this.#replicas.all.map((replica) => replica.get('/health/ready', signal));
    const answers = await Promise.allSettled(asked);
    return bestHealth(answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : [])));
  }

  async close(): Promise<void> {
    await Promise.all(this.#replicas.all.map((replica) => replica.close()));
  }

  /** Signed anew for each replica: what one has seen, none takes again. */
  #headers(replica: ReplicaClient, request: SubgraphRequest, body: string): PostedRequest['headers'] {
    return [
      { ...request.forwarded },
      fixedHeaders[request.turn?.importance ?? 'change'],
      this.#options.sign({ method: 'POST', body, ...signable(replica, request) }),
    ];
  }

  async #attempt(
    replica: ReplicaClient,
    request: SubgraphRequest,
    post: () => Promise<ReplicaAnswer>,
  ): Promise<SubgraphResponse | 'try-next'> {
    try {
      const answer = await post();
      if (answer.waitedMs !== undefined) request.turn?.waited(answer.waitedMs);
      const retryAfter = retryAfterIn(answer);
      if (retryAfter !== undefined) return overloadedSubgraph(retryAfter); // the others have as much to do
      if (answer.status === serviceUnavailable) return this.#skip(replica, 'shutting down');
      if (answer.status === unauthorized) return this.#notTaken(replica);
      this.#replicas.markHealthy(replica);
      return parseSubgraphAnswer(answer) ?? this.#notGraphql(replica, answer);
    } catch (error) {
      return this.#afterFailure(replica, request, error);
    }
  }

  #afterFailure(
    replica: ReplicaClient,
    request: SubgraphRequest,
    error: unknown,
  ): SubgraphResponse | 'try-next' {
    const { name, logger } = this.#options;
    if (request.gone?.aborted) return unavailable(name); // nobody reads it
    const failure = connectionFailure(error);
    const mayRepeat = failure === 'never-sent' || (failure === 'lost' && !isMutation(request));
    if (mayRepeat) return this.#skip(replica, failure);
    logger.warn(
      { subgraph: name, replica: replica.url.host, failure, err: error },
      'subgraph did not answer',
    );
    return unavailable(name);
  }

  #skip(replica: ReplicaClient, reason: string): 'try-next' {
    this.#replicas.markFailed(replica);
    const { name, logger } = this.#options;
    logger.warn({ subgraph: name, replica: replica.url.host, reason }, 'replica skipped');
    return 'try-next';
  }

  /** The client is not told that it is unauthenticated: it would sign out for what operators have to mend. */
  #notTaken(replica: ReplicaClient): SubgraphResponse {
    const { name, logger } = this.#options;
    const reason = `it refuses the signature: compare ${name.toUpperCase()}_KEY with its GATEWAY_KEYS, and the clocks`;
    logger.error({ subgraph: name, replica: replica.url.host, reason }, 'subgraph does not know the gateway');
    return unavailable(name);
  }

  #notGraphql(replica: ReplicaClient, { status }: ReplicaAnswer): SubgraphResponse {
    const { name, logger } = this.#options;
    logger.error({ subgraph: name, replica: replica.url.host, status }, 'answer is not GraphQL');
    return unavailable(name);
  }
}

function signable({ url, target }: ReplicaClient, { forwarded }: SubgraphRequest) {
  return {
    authority: url.host,
    target,
    authorization: forwarded.authorization,
    clientNetwork: forwarded['x-client-network'],
  };
}

/** In how many seconds to come again, where a replica has too much to do; undefined for any other answer. */
function retryAfterIn(answer: ReplicaAnswer): number | undefined {
  if (answer.status !== serviceUnavailable) return undefined;
  const retryAfter = parseSubgraphAnswer(answer)?.errors?.[0]?.extensions?.['retryAfter'];
  return typeof retryAfter === 'number' ? retryAfter : undefined;
}

function requestBody({ query, operationName, variables }: SubgraphRequest): string {
  return JSON.stringify({ query, operationName, variables });
}
