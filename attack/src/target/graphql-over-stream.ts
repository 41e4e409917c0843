import { request, type ClientRequest } from 'node:http';
import { readAnswer, type GraphqlAnswer, type Visitor } from './visitor.ts';

/** How results come over HTTP one after the other, by what a client accepts. */
export const streamTypes = {
  SSE: 'text/event-stream',
  multipart: 'multipart/mixed;subscriptionSpec=1.0',
} as const;

/** A transport that streams over HTTP. */
export type StreamTransport = keyof typeof streamTypes;

const json = { 'content-type': 'application/json' };

/** Asks for one answer in the form of a stream. */
export async function graphqlOverStream(
  visitor: Visitor,
  query: string,
  transport: StreamTransport,
): Promise<GraphqlAnswer> {
  const headers = { ...json, accept: streamTypes[transport] };
  const answer = await visitor.send('/graphql', { headers, body: JSON.stringify({ query }) });
  return readAnswer({ ...answer, body: firstResultIn(answer.body) });
}

/** The first result in a stream, as JSON: an event's data, or a part's payload with its errors. */
function firstResultIn(body: string): string {
  const [found = ''] = /\{.*\}/.exec(body) ?? [];
  if (!found.startsWith('{"payload":')) return found;
  const { payload, errors } = JSON.parse(found) as {
    readonly payload: object | null;
    readonly errors?: unknown;
  };
  return JSON.stringify(payload ?? { errors });
}

/** A stream that was asked for. */
export interface OpenedStream {
  readonly status: number;
  /** Resolves when the server ends it. */
  readonly ended: Promise<void>;
  readonly close: () => void;
}

/** Asks for a stream and leaves it open; never rejects, `status` is 0 when there was no answer. */
export function openStream(
  visitor: Visitor,
  query: string,
  transport: StreamTransport,
): Promise<OpenedStream> {
  const { address: localAddress, url, token } = visitor;
  const headers = {
    ...json,
    accept: streamTypes[transport],
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const asked = request(url, { method: 'POST', headers, localAddress, agent: false });
  const opened = answerOf(asked);
  asked.end(JSON.stringify({ query }));
  return opened;
}

function answerOf(asked: ClientRequest): Promise<OpenedStream> {
  const { promise: ended, resolve: end } = Promise.withResolvers<undefined>();
  const close = (): void => void asked.destroy();
  return new Promise((resolve) => {
    asked.on('response', (response) => {
      response.on('close', () => end(undefined));
      response.on('error', () => undefined);
      response.resume();
      resolve({ status: response.statusCode ?? 0, ended, close });
    });
    asked.on('error', () => {
      end(undefined);
      resolve({ status: 0, ended, close });
    });
  });
}
