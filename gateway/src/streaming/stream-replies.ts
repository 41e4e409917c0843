import type { Readable } from 'node:stream';
import type { Logger } from '@cartwright/process';
import type { FastifyReply } from 'fastify';
import type { RequestContext } from '../execution/request-context.ts';
import { endAt } from '../pipeline/end-at.ts';
import type { FormattedStream } from '../pipeline/operation-outcome.ts';
import { slowReaderLimits, type SlowReaderLimits } from './slow-readers.ts';
import { StreamBody } from './stream-body.ts';
import type { StreamFormat } from './stream-format.ts';

/** What streaming replies need. */
export interface StreamRepliesOptions {
  /** The time by which tokens expire. */
  readonly now: () => Date;
  readonly logger: Logger;
  /** When a client that does not keep up is cut off; `slowReaderLimits` by default. */
  readonly limits?: SlowReaderLimits;
}

/** What is answered, in which format, and to whom. */
export interface StreamReply {
  readonly format: StreamFormat;
  readonly stream: FormattedStream;
  readonly context: RequestContext;
}

/** Writes results into HTTP responses for as long as they come and are read. */
export class StreamReplies {
  readonly #options: StreamRepliesOptions;
  readonly #open = new Set<Readable>();

  constructor(options: StreamRepliesOptions) {
    this.#options = options;
  }

  /** Answers with results as they come. The stream is returned when its client leaves or is cut off. */
  send(reply: FastifyReply, answer: StreamReply): FastifyReply {
    return reply
      .header('content-type', answer.format.contentType)
      .header('x-accel-buffering', 'no')
      .send(this.#openBody(reply, answer));
  }

  /** Cuts all streams off, so that clients go to another gateway. */
  close(): void {
    for (const body of this.#open) body.destroy();
  }

  #openBody(reply: FastifyReply, { format, stream, context }: StreamReply): Readable {
    const { now, logger, limits = slowReaderLimits } = this.#options;
    const onTooSlow = () =>
      logger.warn({ requestId: context.requestId }, 'a client reads its events too slowly and is cut off');
    const results = endAt(stream, context.viewer?.expiresAt, now());
    const body = new StreamBody(results, { format, maxWaitingBytes: limits.maxWaitingBytes, onTooSlow });
    reply.raw.setTimeout(limits.stalledAfterMs, () => {
      onTooSlow();
      body.destroy();
    });
    this.#open.add(body);
    body.once('close', () => this.#open.delete(body));
    return body;
  }
}
