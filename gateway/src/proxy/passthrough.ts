import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { signatureHeader } from '@cartwright/identity';
import { type Logger } from '@cartwright/process';
import { Agent } from 'undici';
import { connectionFailure } from '../transport/connection-failure.ts';
import { ReplicaSet } from '../transport/replica-set.ts';

/** A request to hand on. */
export interface PassedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer | undefined;
}

/** The answer to hand back; its body is read as it comes. */
export interface PassedAnswer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Readable;
}

/** Headers of one connection (RFC 9110, 7.6.1). */
const notPassed = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
/** Besides: what is written anew for the subgraph, and what only the gateway itself may say. */
const notSent = new Set([...notPassed, 'host', 'expect', 'content-length', signatureHeader]);

/** Hands requests on to whichever replica of a subgraph answers. */
export class Passthrough {
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

  /** Undefined when no replica could be reached. */
  async send(request: PassedRequest): Promise<PassedAnswer | undefined> {
    for (const replica of this.#replicas.inTurn()) {
      try {
        return await this.#sendTo(replica, request);
      } catch (error) {
        this.#replicas.rest(replica);
        this.#logger.warn({ err: error, path: request.path }, 'request could not be handed on');
        if (connectionFailure(error) !== 'never-sent') return undefined;
      }
    }
    return undefined;
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  /** The path goes on as it came: resolving `..` here would lead out of the routes that are handed on. */
  async #sendTo(replica: string, { method, path, headers, body }: PassedRequest): Promise<PassedAnswer> {
    const answer = await this.#agent.request({
      origin: new URL(replica).origin,
      path,
      method: method,
      headers: passable(headers, notSent),
      body: body ?? null,
    });
    return { status: answer.statusCode, headers: passable(answer.headers, notPassed), body: answer.body };
  }
}

function passable(
  headers: IncomingHttpHeaders,
  left: ReadonlySet<string>,
): Record<string, string | string[] | undefined> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !left.has(name)));
}
