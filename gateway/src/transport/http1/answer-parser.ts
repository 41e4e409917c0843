import type { ReplicaAnswer } from '../replica-answer.ts';
import { readHead, type AnswerHead } from './answer-head.ts';
import { ChunkedBody } from './chunked-body.ts';
import { ExchangeError, malformed } from './exchange-error.ts';

/** What answers are bounded by. */
export interface AnswerBounds {
  readonly maxBodyBytes: number;
}

/** An answer, and what becomes of the connection that it came over. */
export interface ParsedAnswer {
  readonly answer: ReplicaAnswer;
  /** For how long the connection may be used again; 0 where it may not. */
  readonly keepAliveMs: number;
}

const maxHeadBytes = 16_384;
const headEnd = '\r\n\r\n';
const switchingProtocols = 101;

/** Reads one answer as it comes, in pieces of any size, which it keeps copies of: most come in one and are read where they are. */
export class AnswerParser {
  readonly #bounds: AnswerBounds;
  #head: AnswerHead | undefined;
  /** What there is of a head whose end has not come. */
  #beginning: Buffer | undefined;
  /** Of the heads before it. */
  #headBytes = 0;
  readonly #pieces: Buffer[] = [];
  #bytes = 0;
  #chunks: ChunkedBody | undefined;

  constructor(bounds: AnswerBounds) {
    this.#bounds = bounds;
  }

  /** Takes what has come; the answer once it is whole. @throws ExchangeError for what is no answer, or too large a one */
  take(received: Buffer): ParsedAnswer | undefined {
    return this.#head === undefined ? this.#takeHead(received) : this.#takeBody(received, 0, this.#head);
  }

  /** The answer that the end of the connection makes whole; undefined where there is none. */
  end(): ParsedAnswer | undefined {
    const head = this.#head;
    if (head?.framing.kind !== 'until-close') return undefined;
    return { answer: answerOf(head, Buffer.concat(this.#pieces).toString('utf8')), keepAliveMs: 0 };
  }

  #takeHead(received: Buffer): ParsedAnswer | undefined {
    const known = this.#beginning;
    const all = known === undefined ? received : Buffer.concat([known, received]);
    const end = all.indexOf(headEnd, known === undefined ? 0 : Math.max(0, known.length - headEnd.length));
    if (this.#headBytes + (end < 0 ? all.length : end) > maxHeadBytes)
      throw malformed('The head of the answer is too long.');
    if (end < 0) {
      this.#beginning = known === undefined ? Buffer.from(received) : all;
      return undefined;
    }
    const bodyAt = end + headEnd.length;
    const head = readHead(all.toString('latin1', 0, end + 2));
    this.#beginning = undefined;
    if (head.status < 200) return this.#afterInterim(head, all, bodyAt);
    this.#head = head;
    return this.#takeBody(all, bodyAt, head);
  }

  /** Of answers like 103 there may be some before the one that counts (RFC 9110, 15.2). */
  #afterInterim({ status }: AnswerHead, all: Buffer, restAt: number): ParsedAnswer | undefined {
    if (status === switchingProtocols) throw malformed('The answer speaks another protocol.');
    this.#headBytes += restAt;
    return restAt === all.length ? undefined : this.#takeHead(all.subarray(restAt));
  }

  #takeBody(received: Buffer, at: number, head: AnswerHead): ParsedAnswer | undefined {
    switch (head.framing.kind) {
      case 'length':
        return this.#takeSome(received, { at, head, bytes: head.framing.bytes });
      case 'chunked':
        return this.#takeChunks(received, at, head);
      case 'until-close':
        this.#keep(received, at, received.length);
        return undefined;
    }
  }

  #takeSome(
    received: Buffer,
    { at, head, bytes }: { readonly at: number; readonly head: AnswerHead; readonly bytes: number },
  ): ParsedAnswer | undefined {
    if (bytes > this.#bounds.maxBodyBytes) throw tooLarge();
    const end = Math.min(received.length, at + bytes - this.#bytes);
    const isLast = this.#bytes + end - at === bytes;
    if (isLast && this.#bytes === 0)
      return parsed(head, received.toString('utf8', at, end), received.length > end);
    this.#keep(received, at, end);
    if (!isLast) return undefined;
    return parsed(head, Buffer.concat(this.#pieces).toString('utf8'), received.length > end);
  }

  #takeChunks(received: Buffer, at: number, head: AnswerHead): ParsedAnswer | undefined {
    this.#chunks ??= new ChunkedBody(this.#bounds.maxBodyBytes);
    const end = this.#chunks.take(received, at);
    if (!this.#chunks.isWhole) return undefined;
    return parsed(head, this.#chunks.text, received.length > end);
  }

  #keep(received: Buffer, from: number, to: number): void {
    if (to <= from) return;
    this.#bytes += to - from;
    if (this.#bytes > this.#bounds.maxBodyBytes) throw tooLarge();
    this.#pieces.push(Buffer.from(received.subarray(from, to)));
  }
}

/** Whoever says more than they were asked is not asked again over the same connection. */
function parsed(head: AnswerHead, body: string, hasMore: boolean): ParsedAnswer {
  return { answer: answerOf(head, body), keepAliveMs: hasMore ? 0 : head.keepAliveMs };
}

function answerOf({ status, waitedMs }: AnswerHead, body: string): ReplicaAnswer {
  return { status, body, waitedMs };
}

function tooLarge(): ExchangeError {
  return new ExchangeError('too-large', 'The answer is too large.');
}
