import type { Readable } from 'node:stream';
import type { EventStream } from '@cartwright/graph';
import type { Logger } from '@cartwright/process';
import type { FastifyReply } from 'fastify';
import { slowReaderLimits, type SlowReaderLimits } from './slow-readers.ts';
import { StreamBody } from './stream-body.ts';
import type { StreamFormat } from './stream-format.ts';

/** What streaming replies need. */
export interface StreamRepliesOptions {
  readonly logger: Logger;
  /** When a client that does not keep up is cut off; `slowReaderLimits` by default. */
  readonly limits?: SlowReaderLimits;
}

/** What is answered, and how. */
export interface StreamReply<Event> {
  readonly format: StreamFormat<Event>;
  readonly stream: EventStream<Event>;
  /** Called once, when the client has left, was cut off or has got all. */
  readonly onClose?: () => void;
}

/** Writes events into HTTP responses for as long as they come and are read. */
export class StreamReplies {
  readonly #options: StreamRepliesOptions;
  readonly #open = new Set<Readable>();

  constructor(options: StreamRepliesOptions) {
    this.#options = options;
  }

  /** Answers with events as they come. The stream is returned when its client leaves or is cut off. */
  send<Event>(reply: FastifyReply, answer: StreamReply<Event>): FastifyReply {
    return reply
      .header('content-type', answer.format.contentType)
      .header('x-accel-buffering', 'no')
      .send(this.#openBody(reply, answer));
  }

  /** Cuts all streams off, so that clients go to another gateway. */
  close(): void {
    for (const body of this.#open) body.destroy();
  }

  #openBody<Event>(reply: FastifyReply, { format, stream, onClose }: StreamReply<Event>): Readable {
    const { logger, limits = slowReaderLimits } = this.#options;
    const requestId = reply.request.id;
    const onTooSlow = () => logger.warn({ requestId }, 'a client reads its events too slowly and is cut off');
    const body = new StreamBody(stream, { format, maxWaitingBytes: limits.maxWaitingBytes, onTooSlow });
    reply.raw.setTimeout(limits.stalledAfterMs, () => {
      onTooSlow();
      body.destroy();
    });
    this.#open.add(body);
    body.once('close', () => {
      this.#open.delete(body);
      onClose?.();
    });
    return body;
  }
}
