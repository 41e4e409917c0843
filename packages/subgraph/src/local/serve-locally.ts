import { forAsker } from '@cartwright/database';
import { measureLoopWait, requestIdFrom } from '@cartwright/process';
import type { FastifyInstance } from 'fastify';
import { answerOperation } from '../answer-operation.ts';
import { ArrivedOperation } from '../arrived-operation.ts';
import { LocalFeed, type FeedParts } from './local-feed.ts';
import type { LocalAnswer, LocalCall, LocalObserver, LocalSubgraph } from './local-subgraph.ts';
import { requestLocally } from './request-locally.ts';

/** What a subgraph is reached with in its own process. */
export interface LocalParts extends FeedParts {
  readonly app: FastifyInstance;
  readonly readiness: LocalSubgraph['readiness'];
  /** What other subgraphs may ask, by path. */
  readonly questions: ReadonlyMap<string, (question: unknown) => Promise<unknown>>;
}

/** The door, and how it is closed. */
export interface LocalDoor {
  readonly subgraph: LocalSubgraph;
  /** Takes nothing new, ends subscriptions so that they may be opened elsewhere, and waits for what is under way. */
  readonly close: (timeoutMs: number) => Promise<void>;
}

/** Opens a subgraph to its own process: what HTTP and WebSocket do after the signature, without either. */
export function serveLocally(parts: LocalParts): LocalDoor {
  const underWay = new Set<Promise<unknown>>();
  const feeds = new Set<LocalFeed>();
  let isClosing = false;
  const execute = (call: LocalCall): Promise<LocalAnswer> => {
    if (isClosing) return Promise.reject(new Error('it is shutting down'));
    const answering = answerLocally(call, parts).finally(() => underWay.delete(answering));
    underWay.add(answering);
    return answering;
  };
  const subscribe = (call: LocalCall, observer: LocalObserver): (() => void) => {
    const onOver = (over: LocalFeed): boolean => feeds.delete(over);
    const feed = new LocalFeed({ call, request: requestOf(call, parts), observer, onOver }, parts);
    feeds.add(feed);
    if (isClosing) queueMicrotask(() => feed.end(goingAway));
    return () => feed.leave();
  };
  return {
    subgraph: {
      execute,
      subscribe,
      readiness: parts.readiness,
      request: (request) => requestLocally(parts.app, request),
      ask: (path, question) => answerQuestion(parts, path, question),
    },
    close: async (timeoutMs) => {
      isClosing = true;
      for (const feed of feeds) feed.end(goingAway);
      await settledWithin(timeoutMs, underWay);
    },
  };
}

const goingAway = { kind: 'lost', reason: 'it is shutting down' } as const;

async function answerLocally(call: LocalCall, parts: LocalParts): Promise<LocalAnswer> {
  const { turn, asker: identity, query, operationName, variables } = call;
  const { gone = new AbortController().signal } = call; // not one for all: statements of one asker wait for each other
  const input = { ...identity, request: requestOf(call, parts) };
  const asker = { gone, onlyReads: () => undefined };
  if (turn !== undefined) measureLoopWait(turn.waited);
  const present = { gone, ...(turn && { givesWay: turn.importance === 'browsing', waited: turn.waited }) };
  const answer = await forAsker(present, () =>
    answerOperation({ query, operationName, variables }, { input, asker }, parts),
  );
  return answer.body;
}

function requestOf({ headers }: LocalCall, { logger }: LocalParts): ArrivedOperation {
  return new ArrivedOperation({ id: requestIdFrom(headers['x-request-id']), headers }, logger);
}

async function answerQuestion({ questions }: LocalParts, path: string, question: unknown): Promise<unknown> {
  const answer = questions.get(path);
  if (answer === undefined) throw new TypeError(`Nobody may ask anything at ${path}.`);
  return answer(question);
}

async function settledWithin(timeoutMs: number, work: ReadonlySet<Promise<unknown>>): Promise<void> {
  const { promise: limit, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, timeoutMs, undefined);
  await Promise.race([Promise.allSettled(work), limit]);
  clearTimeout(timer);
}
