import { LRUCache } from 'lru-cache';
import { multipartStream } from '../streaming/multipart-stream.ts';
import { serverSentEvents } from '../streaming/server-sent-events.ts';
import type { StreamFormat } from '../streaming/stream-format.ts';
import { byPreference, preferenceFor, readAccept, type MediaRange, type Offer } from './accept-header.ts';

/** The media types of a single result. https://graphql.github.io/graphql-over-http/draft/#sec-Media-Types */
export type JsonType = 'application/json' | 'application/graphql-response+json';

/** What a request says of the answer that it wants. */
interface Request {
  readonly method: string;
  readonly headers: { readonly accept?: string | undefined };
}

/** What a client accepts of what can be served. */
export interface Accepted {
  /** How it wants a single result; undefined when it takes no JSON. */
  readonly json: JsonType | undefined;
  /** How it wants a stream; undefined when it names no way to stream. */
  readonly stream: StreamFormat | undefined;
  /** Whether it asks for a page, as browsers do. */
  readonly page: boolean;
}

interface Choice<Value> extends Offer {
  readonly value: Value;
  /** Streams have to be named: a client that takes anything does not expect an answer without end. */
  readonly isNamed?: boolean;
  /** With which methods it cannot be served. */
  readonly not?: readonly string[];
}

const unicode = new Set([undefined, 'utf-8', 'utf8']);
const inUnicode = (parameters: ReadonlyMap<string, string>) =>
  unicode.has(parameters.get('charset')?.toLowerCase());

const jsonTypes: readonly Choice<JsonType>[] = [
  { type: 'application', subtype: 'json', takes: inUnicode, value: 'application/json' },
  {
    type: 'application',
    subtype: 'graphql-response+json',
    takes: inUnicode,
    value: 'application/graphql-response+json',
  },
];

const streamTypes: readonly Choice<StreamFormat>[] = [
  { type: 'text', subtype: 'event-stream', value: serverSentEvents, isNamed: true, not: ['HEAD'] },
  {
    type: 'multipart',
    subtype: 'mixed',
    takes: (parameters) => parameters.get('subscriptionspec') === '1.0',
    value: multipartStream,
    isNamed: true,
    not: ['HEAD', 'GET'],
  },
];

const pages: readonly Choice<true>[] = [{ type: 'text', subtype: 'html', value: true, isNamed: true }];

/**
 * Weighs an Accept header. Without one the answer is `application/graphql-response+json`, as GraphQL over HTTP has it; for
 * `*\/*` it is `application/json`, which every client reads.
 */
export function negotiate({ method, headers: { accept } }: Request): Accepted {
  if (accept === undefined || accept === '') {
    return { json: 'application/graphql-response+json', stream: undefined, page: false };
  }
  const name = `${method} ${accept}`;
  const known = weighed.get(name);
  if (known !== undefined) return known;
  const accepted = weigh(method, accept);
  weighed.set(name, accepted);
  return accepted;
}

/** Clients send the same header with every request. */
const weighed = new LRUCache<string, Accepted>({
  max: 1_000,
  maxSize: 256 * 1024,
  sizeCalculation: (_accepted, name) => name.length,
});

function weigh(method: string, accept: string): Accepted {
  const ranges = readAccept(accept);
  return {
    json: preferred(ranges, jsonTypes),
    stream: preferred(
      ranges,
      streamTypes.filter(({ not }) => !not?.includes(method)),
    ),
    page: preferred(ranges, pages) ?? false,
  };
}

function preferred<Value>(
  ranges: readonly MediaRange[],
  choices: readonly Choice<Value>[],
): Value | undefined {
  const [best] = choices
    .flatMap(({ value, isNamed = false, ...offer }) => {
      const preference = preferenceFor(ranges, offer);
      return preference === undefined || (isNamed && preference.specificity === 0)
        ? []
        : [{ ...preference, value }];
    })
    .sort(byPreference);
  return best?.value;
}
