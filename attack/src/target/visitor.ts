import { sendFrom, type RawAnswer, type RawRequest } from './send-from.ts';

/** An answer of the GraphQL endpoint. */
export interface GraphqlAnswer extends RawAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly GraphqlError[];
}

export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>> & { readonly code?: string };
}

/** Somebody who talks to the gateway from one address, with a token or without. */
export interface Visitor {
  readonly address: string;
  /** The gateway's `/graphql`. */
  readonly url: string;
  readonly token: string | undefined;
  /** Any request to the gateway, by its path. */
  readonly send: (path: string, request: RawRequest) => Promise<RawAnswer>;
  /** An operation, by POST as JSON. */
  readonly ask: (query: string, variables?: Record<string, unknown>) => Promise<GraphqlAnswer>;
  /** The same address with another token. */
  readonly as: (token: string | undefined) => Visitor;
  /** The same address at another gateway, by the URL of its `/graphql`. */
  readonly at: (url: string) => Visitor;
}

/** @param url the gateway's `/graphql` */
export function visitorAt(address: string, url: string, token?: string): Visitor {
  const bearer = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const send = (path: string, { headers, ...request }: RawRequest): Promise<RawAnswer> =>
    sendFrom(address, new URL(path, url), { ...request, headers: { ...bearer, ...headers } });
  return {
    address,
    url,
    token,
    send,
    ask: async (query, variables = {}) =>
      readAnswer(await send('/graphql', { headers: asOfNow, body: JSON.stringify({ query, variables }) })),
    as: (next) => visitorAt(address, url, next),
    at: (other) => visitorAt(address, other, token),
  };
}

/** Nothing that was kept: the store has to work for each answer, whether somebody changed a product meanwhile or not. */
const asOfNow = { 'content-type': 'application/json', 'cache-control': 'no-cache' };

/** What a response says, if it is a GraphQL answer. */
export function readAnswer(answer: RawAnswer): GraphqlAnswer {
  try {
    const { data = null, errors = [] } = JSON.parse(answer.body) as Partial<GraphqlAnswer>;
    return { ...answer, data, errors };
  } catch {
    return { ...answer, data: null, errors: [] };
  }
}

/** The codes of an answer's errors, each once, or its status where there are none. */
export function codesOf({ errors, status }: GraphqlAnswer): string {
  const codes = new Set(errors.map(({ extensions }) => extensions?.code ?? 'no code'));
  return codes.size === 0 ? `status ${status}` : [...codes].join(', ');
}
