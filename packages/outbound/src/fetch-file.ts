import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { guardedLookup } from './guarded-lookup.ts';
import { NotPublicError, refuseUrl, type Targets } from './targets.ts';

/** What a file is fetched with. */
export interface FetchFileOptions {
  readonly targets: Targets;
  /** A file that is longer is not read to its end. */
  readonly maxBytes: number;
  /** For all of it, redirects included. */
  readonly timeoutMs: number;
  /** Media types that are asked for, as `Accept` has them. */
  readonly accept: string;
  /** Aborted when the process stops. */
  readonly signal: AbortSignal;
}

/** Why no file comes from an address, however often it is asked for. */
export type FetchFault = 'NOT_FOUND' | 'NOT_PUBLIC' | 'TOO_LARGE' | 'TOO_MANY_REDIRECTS' | 'REFUSED';

/** What came of it; what has `failed` may come another time. */
export type FetchedFile =
  | { readonly kind: 'fetched'; readonly bytes: Buffer }
  | { readonly kind: 'refused'; readonly fault: FetchFault }
  | { readonly kind: 'failed'; readonly message: string };

const mostRedirects = 3;
/** Nothing comes for so long. */
const idleMs = 10_000;
const redirects = new Set([301, 302, 303, 307, 308]);
/** Request timeout, too early, too many requests: what is asked for again later. */
const laterStatuses = new Set([408, 425, 429]);

/** Fetches a file from an address that somebody has named. Each address that it is led to is looked at before it is connected to. */
export async function fetchFile(address: string, options: FetchFileOptions): Promise<FetchedFile> {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMs)]);
  let url = new URL(address);
  try {
    for (let redirected = 0; redirected <= mostRedirects; redirected += 1) {
      const response = await get(url, options, signal);
      const next = redirects.has(response.statusCode ?? 0) ? response.headers.location : undefined;
      if (next === undefined) return await fileOf(response, options.maxBytes);
      response.destroy();
      const target = URL.parse(next, url);
      if (target === null || !/^https?:$/.test(target.protocol)) return refused('REFUSED');
      url = target;
    }
    return refused('TOO_MANY_REDIRECTS');
  } catch (error) {
    if (error instanceof NotPublicError) return refused('NOT_PUBLIC');
    return { kind: 'failed', message: signal.aborted ? 'No answer in time.' : (error as Error).message };
  }
}

function get(url: URL, { targets, accept }: FetchFileOptions, signal: AbortSignal): Promise<IncomingMessage> {
  refuseUrl(url, targets);
  const send = url.protocol === 'http:' ? http.get : https.get;
  const headers = { accept, 'user-agent': 'Cartwright/1', 'accept-encoding': 'identity' };
  // No agent: a connection that another request made would not be looked at.
  const options = { headers, signal, lookup: guardedLookup(targets), agent: false as const };
  return new Promise((resolve, reject) => {
    const request = send(url, options, resolve).on('error', reject);
    request.setTimeout(idleMs, () => request.destroy(new Error('No answer in time.')));
  });
}

async function fileOf(response: IncomingMessage, maxBytes: number): Promise<FetchedFile> {
  const status = response.statusCode ?? 0;
  if (status !== 200) {
    response.destroy();
    if (status === 404 || status === 410) return refused('NOT_FOUND');
    if (status >= 500 || laterStatuses.has(status)) return { kind: 'failed', message: `HTTP ${status}` };
    return refused('REFUSED');
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) return refused('TOO_LARGE'); // destroys the response
    chunks.push(chunk);
  }
  return { kind: 'fetched', bytes: Buffer.concat(chunks) };
}

function refused(fault: FetchFault): FetchedFile {
  return { kind: 'refused', fault };
}
