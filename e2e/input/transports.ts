import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { GraphqlAnswer } from '../support/graphql-client.ts';

/** An operation as it is sent. */
export interface Sent {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Sends an operation and gives its first answer, and the status where the transport has one. */
export type Transport = (url: string, token: string | undefined, sent: Sent) => Promise<Answered>;

export interface Answered extends GraphqlAnswer<Record<string, unknown>> {
  readonly status: number;
}

/** Every way into the gateway, by name. */
export const transports = {
  json: (url, token, sent) => post(url, token, { sent, accept: 'application/json' }),
  'server-sent events': (url, token, sent) => post(url, token, { sent, accept: 'text/event-stream' }),
  multipart: (url, token, sent) =>
    post(url, token, { sent, accept: 'multipart/mixed;subscriptionSpec=1.0, application/json' }),
  WebSocket: overWebSocket,
} satisfies Record<string, Transport>;

async function post(
  url: string,
  token: string | undefined,
  { sent, accept }: { readonly sent: Sent; readonly accept: string },
): Promise<Answered> {
  const abort = new AbortController();
  const response = await fetch(url, {
    method: 'POST',
    signal: abort.signal,
    headers: {
      accept,
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(sent),
  });
  const { status } = response;
  const answer = await firstAnswer(response);
  abort.abort();
  return { ...answer, status };
}

/** The first JSON object of a response: its body, the data of its first event, or its first part that says something. */
async function firstAnswer(response: Response): Promise<GraphqlAnswer<Record<string, unknown>>> {
  const isWhole = response.headers.get('content-type')?.includes('json') === true;
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const found = isWhole ? undefined : objectIn(text);
    if (found !== undefined) return found;
  }
  const found = isWhole ? (JSON.parse(text) as GraphqlAnswer<Record<string, unknown>>) : objectIn(text);
  if (found === undefined) throw new Error(`No answer in: ${text.slice(0, 500)}`);
  return found;
}

function objectIn(text: string): GraphqlAnswer<Record<string, unknown>> | undefined {
  for (const line of text.split(/\r?\n/)) {
    const json = line.replace(/^data: ?/, '');
    if (!json.startsWith('{') || json === '{}' || !json.endsWith('}')) continue;
    const parsed = parseWhole(json);
    if (parsed !== undefined) return parsed.payload ?? (parsed as GraphqlAnswer<Record<string, unknown>>);
  }
  return undefined;
}

/** Undefined for text that ends in the middle: a chunk may end at any brace. */
function parseWhole(json: string): { payload?: GraphqlAnswer<Record<string, unknown>> } | undefined {
  try {
    return JSON.parse(json) as { payload?: GraphqlAnswer<Record<string, unknown>> };
  } catch {
    return undefined;
  }
}

async function overWebSocket(
  url: string,
  token: string | undefined,
  { query, variables }: Sent,
): Promise<Answered> {
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  try {
    const results = client.iterate({ query, variables });
    const first = await results.next();
    await results.return?.();
    if (first.done === true) throw new Error('The operation completed without an answer');
    return { ...(first.value as GraphqlAnswer<Record<string, unknown>>), status: 200 };
  } catch (refusal) {
    if (!Array.isArray(refusal)) throw refusal;
    return { data: null, errors: refusal as NonNullable<Answered['errors']>, status: 200 };
  } finally {
    await client.dispose();
  }
}
