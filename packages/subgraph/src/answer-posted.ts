import { forAsker } from '@cartwright/database';
import { writeAnswer, type KeptTexts, type OperationStore } from '@cartwright/graph';
import type { TokenVerifier } from '@cartwright/identity';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerOperation } from './answer-operation.ts';
import type { ArrivedOperation } from './arrived-operation.ts';
import { watchAsker } from './asker.ts';
import type { Visit } from './overload-door.ts';
import type { ContextFactory } from './subgraph-options.ts';

/** What answers operations that were posted. */
export interface PostedAnswering {
  readonly operations: OperationStore;
  readonly verifyToken: TokenVerifier;
  readonly createContext: ContextFactory;
  /** What is kept of what was written; undefined where nothing is. */
  readonly texts: KeptTexts | undefined;
}

/** A signed request that was let in. */
export interface Posted {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly operation: ArrivedOperation;
  readonly visit: Visit;
  /** Read from JSON. */
  readonly body: unknown;
}

/** What HTTP answers. */
export interface PostedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The types of GraphQL over HTTP, https://graphql.github.io/graphql-over-http/draft/#sec-Media-Types. */
const mediaTypes = ['application/json', 'application/graphql-response+json'] as const;

type MediaType = (typeof mediaTypes)[number];

const notAcceptable = {
  errors: [{ message: `Accept ${mediaTypes.join(' or ')}.`, extensions: { code: 'BAD_REQUEST' } }],
};

/**
 * Answers an operation, the token looked at before anything runs. A query is given up when its asker has gone, with what the
 * database does for it.
 */
export async function answerPosted(
  { request, response, operation, visit, body }: Posted,
  { verifyToken, ...answering }: PostedAnswering,
): Promise<PostedAnswer> {
  const mediaType = mediaTypeFor(request.headers.accept);
  if (mediaType === undefined) return answerOf(mediaTypes[0], { status: 406, body: notAcceptable });
  const identity = await verifyToken(request.headers.authorization);
  const call = { input: { ...identity, request: operation }, asker: watchAsker(response) };
  const { importance, waited } = visit;
  const asker = { gone: call.asker.gone, givesWay: importance === 'browsing', waited };
  const answer = await forAsker(asker, () => answerOperation(body, call, answering));
  return answerOf(mediaType, answer, answering.texts === undefined ? JSON.stringify : writeAnswer);
}

function answerOf(
  type: MediaType,
  { status, body }: { readonly status: number; readonly body: object },
  write: (value: unknown) => string = JSON.stringify,
): PostedAnswer {
  const headers = { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' };
  return { status, headers, body: write(body) };
}

/** The first of the types that a client lists; its weights are not looked at. Undefined when it takes neither. */
function mediaTypeFor(accept = '*/*'): MediaType | undefined {
  for (const range of accept.split(',')) {
    const [type = ''] = range.split(';', 1);
    const named = type.trim().toLowerCase();
    if (named === '*/*' || named === 'application/*') return mediaTypes[0];
    const found = mediaTypes.find((known) => known === named);
    if (found !== undefined) return found;
  }
  return undefined;
}
