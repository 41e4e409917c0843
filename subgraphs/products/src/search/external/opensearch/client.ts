/** What an engine that speaks OpenSearch's REST API is reached by. */
export interface OpenSearchOptions {
  /** Its address, with a name and a password where it asks for them. */
  readonly url: string;
  /** How long an answer may take. */
  readonly timeoutMs: number;
}

/** Sends one request. @throws OpenSearchError, or what `fetch` throws, unless it succeeds */
export type SendToOpenSearch = (request: OpenSearchRequest) => Promise<unknown>;

/** One request of the REST API. */
export interface OpenSearchRequest {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'HEAD';
  readonly path: string;
  /** One document, or lines of several. */
  readonly body?: object | readonly object[];
  /** Instead of the usual time: to write takes longer than to search. */
  readonly timeoutMs?: number;
}

/** That an engine refused something, or could not do it. */
export class OpenSearchError extends Error {
  override readonly name = 'OpenSearchError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const mostOfAnswer = 500;

/** Speaks to an engine over HTTP; reads nothing yet. */
export function openSearchClient({ url, timeoutMs: usualMs }: OpenSearchOptions): SendToOpenSearch {
  const { base, headers } = addressOf(url);
  return async ({ method, path, body, timeoutMs = usualMs }) => {
    const response = await fetch(`${base}/${path}`, {
      method,
      signal: AbortSignal.timeout(timeoutMs),
      headers: { ...headers, ...(body !== undefined && { 'content-type': mediaTypeOf(body) }) },
      ...(body !== undefined && { body: bodyOf(body) }),
    });
    const text = await response.text();
    if (!response.ok)
      throw new OpenSearchError(
        response.status,
        `${method} /${path}: ${response.status} ${text.slice(0, mostOfAnswer)}`,
      );
    return text === '' ? null : (JSON.parse(text) as unknown);
  };
}

function addressOf(url: string): { readonly base: string; readonly headers: Record<string, string> } {
  const { origin, pathname, username, password } = new URL(url);
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const headers: Record<string, string> =
    username === '' ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
  return { base: `${origin}${pathname.replace(/\/+$/, '')}`, headers };
}

function mediaTypeOf(body: object): string {
  return Array.isArray(body) ? 'application/x-ndjson' : 'application/json';
}

function bodyOf(body: object | readonly object[]): string {
  if (!Array.isArray(body)) return JSON.stringify(body);
  return body.map((line) => `${JSON.stringify(line)}\n`).join('');
}
