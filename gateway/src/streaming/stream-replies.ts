import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { formatThrown } from '../errors/format-error.ts';
import type { RequestContext } from '../execution/request-context.ts';
import { endAt } from '../pipeline/end-at.ts';
import type { FormattedStream, OperationOutcome } from '../pipeline/run-operation.ts';
import type { StreamFormat } from './stream-format.ts';

/** Writes results into HTTP responses for as long as they come. */
export class StreamReplies {
  readonly #open = new Set<Readable>();
  readonly #now: () => Date;

  /** @param now the time by which tokens expire */
  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Answers with the outcome of an operation. The stream is closed when the client goes away. */
  send(
    reply: FastifyReply,
    format: StreamFormat,
    outcome: OperationOutcome,
    context: RequestContext,
  ): FastifyReply {
    const body = this.#body(format, outcome, context);
    return reply
      .header('content-type', format.contentType)
      .header('cache-control', 'no-store')
      .header('x-accel-buffering', 'no')
      .send(body);
  }

  /** Cuts all streams off, so that clients go to another gateway. */
  close(): void {
    for (const body of this.#open) body.destroy();
  }

  #body(format: StreamFormat, outcome: OperationOutcome, { viewer }: RequestContext): Readable {
    if (outcome.kind === 'result') return Readable.from([format.result(outcome.result), format.end]);
    if (outcome.kind === 'rejected') return Readable.from([format.failure(outcome.errors)]);
    const body = streamBody(endAt(outcome.stream, viewer?.expiresAt, this.#now()), format);
    this.#open.add(body);
    body.once('close', () => this.#open.delete(body));
    return body;
  }
}

function streamBody(stream: FormattedStream, format: StreamFormat): Readable {
  const heart = setInterval(() => body.push(format.heartbeat), format.heartbeatMs);
  const body = new Readable({
    read: () => undefined,
    destroy: (error, done) => {
      clearInterval(heart);
      void stream.return().finally(() => done(error));
    },
  });
  if (format.preamble !== '') body.push(format.preamble);
  void pump(stream, format, body);
  return body;
}

async function pump(stream: FormattedStream, format: StreamFormat, body: Readable): Promise<void> {
  const write = (text: string) => {
    if (!body.destroyed) body.push(text);
  };
  try {
    for await (const result of stream) write(format.result(result));
    write(format.end);
  } catch (error) {
    write(format.failure([formatThrown(error)]));
  }
  if (!body.destroyed) body.push(null);
}
