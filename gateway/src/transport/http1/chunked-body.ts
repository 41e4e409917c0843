import { ExchangeError, malformed } from './exchange-error.ts';

const maxLineBytes = 1_024;
const maxTrailerBytes = 16_384;
const lineFeed = 10;
const sizeLine = /^([\da-f]{1,8})[\t ]*(?:;[\t\x20-\x7e\x80-\xff]*)?\r\n$/i;
const trailerLine = /^[!#$%&'*+\-.^_`|~\w]+:[\t\x20-\x7e\x80-\xff]*\r\n$/;

/** A body that comes in chunks (RFC 9112, 7.1), as it comes. */
export class ChunkedBody {
  readonly #pieces: Buffer[] = [];
  readonly #maxBytes: number;
  #bytes = 0;
  #expects: 'size' | 'data' | 'end-of-data' | 'trailer' | 'nothing' = 'size';
  /** Of the chunk that is being read. */
  #left = 0;
  /** What there is of a line whose end has not come. */
  #line = '';
  #trailerBytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get isWhole(): boolean {
    return this.#expects === 'nothing';
  }

  /** What there is of it, at once: what has been taken last may not stay. */
  get text(): string {
    const [first, ...others] = this.#pieces;
    return (others.length === 0 ? first : Buffer.concat(this.#pieces))?.toString('utf8') ?? '';
  }

  /** Takes what has come, and returns where in it the body ends. It keeps copies, unless the body is whole. @throws ExchangeError */
  take(received: Buffer, from: number): number {
    const known = this.#pieces.length;
    let at = from;
    while (at < received.length && !this.isWhole)
      at = this.#expects === 'data' ? this.#takeData(received, at) : this.#takeLine(received, at);
    if (this.isWhole) return at;
    for (const piece of this.#pieces.splice(known)) this.#pieces.push(Buffer.from(piece));
    return at;
  }

  #takeData(received: Buffer, at: number): number {
    const end = Math.min(received.length, at + this.#left);
    this.#pieces.push(received.subarray(at, end));
    this.#left -= end - at;
    if (this.#left === 0) this.#expects = 'end-of-data';
    return end;
  }

  #takeLine(received: Buffer, at: number): number {
    const lineEnd = received.indexOf(lineFeed, at);
    const end = lineEnd < 0 ? received.length : lineEnd + 1;
    if (this.#line.length + end - at > maxLineBytes) throw malformed('A line between chunks is too long.');
    this.#line += received.toString('latin1', at, end);
    if (lineEnd >= 0) {
      const line = this.#line;
      this.#line = '';
      this.#readLine(line);
    }
    return end;
  }

  #readLine(line: string): void {
    if (this.#expects === 'size') this.#readSize(line);
    else if (this.#expects === 'trailer') this.#readTrailer(line);
    else if (line === '\r\n') this.#expects = 'size';
    else throw malformed('A chunk is longer than it says.');
  }

  #readSize(line: string): void {
    const [, hex] = sizeLine.exec(line) ?? [];
    if (hex === undefined) throw malformed('A chunk has no valid size.');
    this.#left = Number.parseInt(hex, 16);
    this.#bytes += this.#left;
    if (this.#bytes > this.#maxBytes) throw new ExchangeError('too-large', 'The answer is too large.');
    this.#expects = this.#left === 0 ? 'trailer' : 'data';
  }

  /** They say nothing that is asked for. */
  #readTrailer(line: string): void {
    this.#trailerBytes += line.length;
    if (this.#trailerBytes > maxTrailerBytes) throw malformed('The answer ends in too much.');
    if (line === '\r\n') this.#expects = 'nothing';
    else if (!trailerLine.test(line)) throw malformed('The answer ends in a malformed line.');
  }
}
