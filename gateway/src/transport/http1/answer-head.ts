import { waitIn } from '../server-timing.ts';
import { malformed } from './exchange-error.ts';

/** How the end of a body is found (RFC 9112, 6.3). */
export type Framing =
  { readonly kind: 'length'; readonly bytes: number } | { readonly kind: 'chunked' | 'until-close' };

/** What of an answer's head matters to who asked. */
export interface AnswerHead {
  readonly status: number;
  readonly framing: Framing;
  /** For how long the connection may be used again once the answer is there; 0 where it may not. */
  readonly keepAliveMs: number;
  /** How many milliseconds the request waited before it was begun, where that is told. */
  readonly waitedMs: number | undefined;
}

/** Where a server does not say how long it keeps a connection. */
const usualKeepAliveMs = 4_000;
/** Given up so much earlier than a server closes it: a request may be on its way just then. */
const keepAliveMarginMs = 2_000;
const maxKeepAliveMs = 600_000;

/** A status line and header lines, each with its line end; no folded lines, no bare CR or LF, no control characters. */
const form =
  /^HTTP\/1\.[01] [1-9]\d\d(?: [\t\x20-\x7e\x80-\xff]*)?\r\n(?:[!#$%&'*+\-.^_`|~\w]+:[\t\x20-\x7e\x80-\xff]*\r\n)*$/;
/** Where a status line has the digit after `HTTP/1.`, and the three of its status. */
const minorAt = 7;
const statusAt = 9;

/** The headers that are read; what is there more than once is joined by commas (RFC 9110, 5.3). */
class ReadHeaders {
  length: string | undefined;
  encoding: string | undefined;
  connection: string | undefined;
  keepAlive: string | undefined;
  timing: string | undefined;

  /** Takes a header by its lower-case name. */
  add(name: string, value: string): void {
    switch (name) {
      case 'content-length':
        this.length = joined(this.length, value);
        break;
      case 'transfer-encoding':
        this.encoding = joined(this.encoding, value);
        break;
      case 'connection':
        this.connection = joined(this.connection, value);
        break;
      case 'keep-alive':
        this.keepAlive = joined(this.keepAlive, value);
        break;
      case 'server-timing':
        this.timing = joined(this.timing, value);
        break;
    }
  }
}

function joined(known: string | undefined, value: string): string {
  return known === undefined ? value : `${known},${value}`;
}

/**
 * Reads the head of an answer, without the empty line that ends it.
 * @throws ExchangeError for anything from which it does not follow beyond doubt where the answer ends
 */
export function readHead(text: string): AnswerHead {
  if (!form.test(text)) throw malformed('The head of the answer is malformed.');
  const isCurrent = text[minorAt] === '1';
  const status = Number(text.slice(statusAt, statusAt + 3));
  const headers = readHeaders(text);
  const { connection, encoding, keepAlive, timing } = headers;
  if (!isCurrent && encoding !== undefined)
    throw malformed('The answer is in chunks, of which HTTP/1.0 knows nothing.'); // RFC 9112, 6.1
  const framing = framingOf(status, headers);
  const isKept = isCurrent && framing.kind !== 'until-close' && !says(connection, 'close');
  return {
    status,
    framing,
    keepAliveMs: isKept ? keepAliveMsOf(keepAlive) : 0,
    waitedMs: timing === undefined ? undefined : waitIn(timing),
  };
}

function readHeaders(text: string): ReadHeaders {
  const found = new ReadHeaders();
  let start = text.indexOf('\r\n') + 2;
  while (start < text.length) {
    const end = text.indexOf('\r\n', start);
    const colon = text.indexOf(':', start);
    if (isNameLength(colon - start))
      found.add(text.slice(start, colon).toLowerCase(), withoutSpace(text, colon + 1, end));
    start = end + 2;
  }
  return found;
}

/** Optional white space is spaces and tabs (RFC 9110, 5.6.3): `trim` takes away more. */
function withoutSpace(text: string, from: number, to: number): string {
  let start = from;
  let end = to;
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** Most names are of another length than those that are read. */
function isNameLength(length: number): boolean {
  return length === 10 || length === 13 || length === 14 || length === 17;
}

/** RFC 9112, 6.1 to 6.3: with a length that is not one number, or with two ways to tell where it ends, an answer is not trusted. */
function framingOf(status: number, { length, encoding }: ReadHeaders): Framing {
  if (length !== undefined && encoding !== undefined) throw malformed('The answer has two lengths.');
  if (length !== undefined && !/^\d{1,15}$/.test(length)) throw malformed('The answer has no valid length.');
  if (encoding !== undefined && encoding.toLowerCase() !== 'chunked')
    throw malformed('The answer is encoded in a way that was not asked for.');
  if (status < 200 || status === 204 || status === 304) return { kind: 'length', bytes: 0 };
  if (length !== undefined) return { kind: 'length', bytes: Number(length) };
  return { kind: encoding === undefined ? 'until-close' : 'chunked' };
}

function says(connection: string | undefined, option: string): boolean {
  if (connection === undefined) return false;
  return connection.split(',').some((one) => one.trim().toLowerCase() === option);
}

function keepAliveMsOf(hint: string | undefined): number {
  const [, seconds] = /\btimeout=(\d{1,9})/i.exec(hint ?? '') ?? [];
  if (seconds === undefined) return usualKeepAliveMs;
  return Math.max(0, Math.min(Number(seconds) * 1_000 - keepAliveMarginMs, maxKeepAliveMs));
}
