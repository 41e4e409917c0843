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
  /^HTTP\/1\.([01]) ([1-9]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?\r\n(?:[!#$%&'*+\-.^_`|~\w]+:[\t\x20-\x7e\x80-\xff]*\r\n)*$/;

const readNames = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'server-timing',
]);
type Read = Readonly<Record<string, string | undefined>>;

/**
 * Reads the head of an answer, without the empty line that ends it.
 * @throws ExchangeError for anything from which it does not follow beyond doubt where the answer ends
 */
export function readHead(text: string): AnswerHead {
  const [, minor, code] = form.exec(text) ?? [];
  if (minor === undefined || code === undefined) throw malformed('The head of the answer is malformed.');
  const status = Number(code);
  const headers = readHeaders(text);
  const { 'server-timing': timing } = headers;
  if (minor === '0' && headers['transfer-encoding'] !== undefined)
    throw malformed('The answer is in chunks, of which HTTP/1.0 knows nothing.'); // RFC 9112, 6.1
  const framing = framingOf(status, headers);
  const isKept = minor === '1' && framing.kind !== 'until-close' && !says(headers['connection'], 'close');
  return {
    status,
    framing,
    keepAliveMs: isKept ? keepAliveMsOf(headers['keep-alive']) : 0,
    waitedMs: timing === undefined ? undefined : waitIn(timing),
  };
}

/** The headers that are read, by lower-case name; what is there more than once is joined by commas (RFC 9110, 5.3). */
function readHeaders(text: string): Read {
  const found: Record<string, string> = {};
  let start = text.indexOf('\r\n') + 2;
  while (start < text.length) {
    const end = text.indexOf('\r\n', start);
    const colon = text.indexOf(':', start);
    const name = lowerCaseName(text, start, colon);
    if (name !== undefined) {
      const value = withoutSpace(text.slice(colon + 1, end));
      const known = found[name];
      found[name] = known === undefined ? value : `${known},${value}`;
    }
    start = end + 2;
  }
  return found;
}

/** Optional white space is spaces and tabs (RFC 9110, 5.6.3): `trim` takes away more. */
function withoutSpace(value: string): string {
  return value.replaceAll(/^[\t ]+|[\t ]+$/g, '');
}

/** Most names are of another length than those that are read. */
function lowerCaseName(text: string, start: number, colon: number): string | undefined {
  const length = colon - start;
  if (length !== 10 && length !== 13 && length !== 14 && length !== 17) return undefined;
  const name = text.slice(start, colon).toLowerCase();
  return readNames.has(name) ? name : undefined;
}

/** RFC 9112, 6.1 to 6.3: with a length that is not one number, or with two ways to tell where it ends, an answer is not trusted. */
function framingOf(status: number, headers: Read): Framing {
  const { 'content-length': length, 'transfer-encoding': encoding } = headers;
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
