import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import type { Logger } from '@cartwright/process';
import type { LocalSubgraph } from '@cartwright/subgraph';
import { Agent } from 'undici';
import { connectionFailure } from '../transport/connection-failure.ts';
import { ReplicaSet } from '../transport/replica-set.ts';

/** A request to forward. */
export interface ForwardedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Whole, or as it comes. */
  readonly body: Buffer | Readable | undefined;
}

/** The answer to a forwarded request; its body is streamed. */
export interface ForwardedAnswer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Readable;
}

/** Where requests that are not GraphQL are answered. */
export interface Passthrough {
  /** Undefined when nobody there could be reached. */
  readonly send: (request: ForwardedRequest) => Promise<ForwardedAnswer | undefined>;
  readonly close: () => Promise<void>;
}

/** Headers that belong to one connection (RFC 9110, 7.6.1). */
const hopByHopHeaders = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
/** Also what undici sets for the next hop. */
const notForwardedHeaders = new Set([...hopByHopHeaders, 'host', 'expect', 'content-length']);

/** Answers by a subgraph of this process. */
export function localPassthrough({ request: answer }: Pick<LocalSubgraph, 'request'>): Passthrough {
  return {
    send: async ({ headers, ...request }) => {
      const reply = await answer({ ...request, headers: withoutHeaders(headers, notForwardedHeaders) });
      return { ...reply, headers: withoutHeaders(reply.headers, hopByHopHeaders) };
    },
    close: () => Promise.resolve(),
  };
}

/** Forwards requests to whichever replica of a subgraph answers. */
export class NetworkPassthrough implements Passthrough {
  readonly #replicas: ReplicaSet<string>;
  readonly #agent: Agent;
  readonly #logger: Logger;

  constructor(urls: readonly string[], timeoutMs: number, logger: Logger) {
    this.#replicas = new ReplicaSet(urls);
    this.#agent = new Agent({
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      connect: { timeout: timeoutMs },
    });
    this.#logger = logger;
  }

  async send(request: ForwardedRequest): Promise<ForwardedAnswer | undefined> {
    for (const replica of this.#replicas.inOrder()) {
      try {
        return await this.#sendTo(replica, request);
      } catch (error) {
        // A body that comes in pieces ends when its client leaves, which says nothing of the replica, and cannot be sent again.
        const isStreamed = request.body instanceof Readable;
        if (!isStreamed) this.#replicas.markFailed(replica);
        this.#logger.warn({ err: error, path: request.path }, 'request could not be forwarded');
        if (isStreamed || connectionFailure(error) !== 'never-sent') return undefined;
      }
    }
    return undefined;
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  /** Forwards the path as it came: resolving `..` would lead out of the routes that may be forwarded. */
  async #sendTo(
    replica: string,
    { method, path, headers, body }: ForwardedRequest,
  ): Promise<ForwardedAnswer> {
    const answer = await this.#agent.request({
      origin: new URL(replica).origin,
      path,
      method,
      headers: withoutHeaders(headers, notForwardedHeaders),
      body: body ?? null,
    });
    return {
      status: answer.statusCode,
      headers: withoutHeaders(answer.headers, hopByHopHeaders),
      body: answer.body,
    };
  }
}

function withoutHeaders(
  headers: IncomingHttpHeaders,
  dropped: ReadonlySet<string>,
): Record<string, string | string[] | undefined> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name)));
}
