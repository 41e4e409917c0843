import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { Writable } from 'node:stream';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { graphqlError } from '@cartwright/errors';
import { EventQueue } from '@cartwright/graph';
import {
  createRequestSigner,
  createTokenVerifier,
  EndedSessionSet,
  optionalViewer,
  type SignRequest,
  type ViewerContext,
} from '@cartwright/identity';
import { createLogger, type ReadinessChecks } from '@cartwright/process';
import { createSubgraph, type Subgraph, type SubgraphOptions } from '../src/mod.ts';

/** The key that the sample subgraph's requests are signed with. */
const sampleKey = 'a key for tests only';

/** Signs requests to sample subgraphs as the gateway does. */
export const signSample: SignRequest = sampleSigner();

/** Signs with another clock. */
export function sampleSigner(now = () => new Date()): SignRequest {
  return createRequestSigner({ caller: 'gateway', key: sampleKey, now });
}

/** A WebSocket whose upgrade is signed as the gateway signs it. */
export function signedSocket(authorization?: string, sign = signSample) {
  return class extends WebSocket {
    constructor(url: string, protocols: string) {
      const { host, pathname } = new URL(url);
      const signature = sign({ method: 'GET', authority: host, target: pathname, authorization });
      super(url, protocols, {
        headers: { ...(authorization !== undefined && { authorization }), ...signature },
      });
    }
  };
}

/** A running sample subgraph, with what a test controls and sees of it. */
export interface SampleSubgraph extends AsyncDisposable {
  readonly subgraph: Subgraph;
  readonly url: string;
  readonly logLines: string[];
  /** Resolves once the slow query runs; calling `finishSlow` lets it end. */
  readonly slowStarted: Promise<unknown>;
  readonly finishSlow: () => void;
  /** Resolves once the source of the `never` subscription has been released. */
  readonly neverEnded: Promise<unknown>;
  readonly token: (claims?: TokenClaims) => Promise<string>;
  /** Ends the session that all tokens are of. */
  readonly endSession: () => void;
  readonly post: (query: string, options?: PostOptions) => Promise<Answer>;
}

/** The claims of a test's token; by default a customer's, valid for a minute. */
export interface TokenClaims {
  readonly role?: string;
  readonly issuer?: string;
  readonly expiresInSeconds?: number;
  readonly guest?: string;
}

interface PostOptions {
  readonly token?: string;
  /** Signs the request otherwise; null for not at all. */
  readonly sign?: SignRequest | null;
  readonly variables?: Record<string, unknown>;
  readonly extensions?: Record<string, unknown>;
  readonly headers?: Record<string, string>;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: { data?: Record<string, unknown> | null; errors?: AnswerError[] };
}

interface AnswerError {
  readonly message: string;
  readonly path?: unknown;
  readonly extensions: Record<string, unknown>;
}

/** What a test may change about the sample subgraph. */
export interface SampleOptions extends Partial<
  Pick<SubgraphOptions<ViewerContext>, 'routes' | 'drainTimeoutMs' | 'now' | 'tolerates'>
> {
  readonly readiness?: ReadinessChecks;
  readonly allowUnsigned?: boolean;
  readonly environment?: 'test' | 'production';
}

/** Starts a subgraph on a free port, with its own token keys. */
export async function startSampleSubgraph({
  readiness = {},
  allowUnsigned = false,
  environment = 'test',
  ...options
}: SampleOptions = {}): Promise<SampleSubgraph> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA');
  const getKey = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'EdDSA' }] });
  const signals = {
    slow: Promise.withResolvers<undefined>(),
    gate: Promise.withResolvers<undefined>(),
    end: Promise.withResolvers<undefined>(),
  };
  const logLines: string[] = [];
  const endedSessions = new EndedSessionSet(() => new Date());
  const subgraph = createSubgraph({
    ...options,
    name: 'sample',
    config: { ...sampleConfig(allowUnsigned), NODE_ENV: environment },
    logger: createLogger({ name: 'sample', level: 'debug', destination: linesInto(logLines) }),
    schemaFile: new URL('sample.graphql', import.meta.url),
    resolvers: sampleResolvers(signals),
    createContext: countedContext(),
    readiness,
    identity: { verifyToken: createTokenVerifier({ getKey, endedSessions }), endedSessions },
  });
  const { url } = await subgraph.listen();
  const token = (claims: TokenClaims = {}) => signToken(privateKey, claims);
  return {
    subgraph,
    url,
    logLines,
    slowStarted: signals.slow.promise,
    finishSlow: () => signals.gate.resolve(undefined),
    neverEnded: signals.end.promise,
    token,
    endSession: () => void endedSessions.add(['session-1']),
    post: (query, request = {}) => post(url, query, request),
    [Symbol.asyncDispose]: () => subgraph.close(),
  };
}

function sampleConfig(allowUnsigned: boolean): SubgraphOptions<ViewerContext>['config'] {
  return {
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: 0,
    JWKS_URL: 'http://127.0.0.1:1/unused',
    GATEWAY_KEYS: [sampleKey],
    AUTHORITY: undefined,
    ALLOW_UNSIGNED: allowUnsigned,
  };
}

function linesInto(lines: string[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
}

/** Every context has a number of its own, so that a test can see when a new one was made. */
function countedContext(): SubgraphOptions<ViewerContext & { number: number }>['createContext'] {
  let number = 0;
  return ({ viewer, tokenFault }) => ({ viewer, tokenFault, number: number++ });
}

interface Signals {
  readonly slow: PromiseWithResolvers<undefined>;
  readonly gate: PromiseWithResolvers<undefined>;
  readonly end: PromiseWithResolvers<undefined>;
}

function sampleResolvers({ slow, gate, end }: Signals): object {
  return {
    Query: {
      me: (_root: unknown, _args: unknown, context: ViewerContext) => optionalViewer(context),
      greeting: (_root: unknown, { name }: { name: string }) => `Hello, ${name}`,
      echo: (_root: unknown, { at }: { at: Date }) => at,
      secretFailure: () => Promise.reject(new Error('password of the database is hunter2')),
      databaseFailure: () =>
        Promise.reject(Object.assign(new Error('connect 10.0.0.7'), { code: 'ECONNREFUSED' })),
      badInput: () => z.object({ email: z.email() }).parse({ email: 'nobody' }).email,
      expected: () => Promise.reject(graphqlError('CONFLICT', 'Somebody else was faster.', { retry: true })),
      slow: async () => {
        slow.resolve(undefined);
        await gate.promise;
        return 'done';
      },
    },
    Subscription: {
      counted: { subscribe: (_root: unknown, { to }: { to: number }) => countTo(to) },
      never: { subscribe: () => new EventQueue({ onReturn: () => end.resolve(undefined) }) },
      broken: { subscribe: () => Promise.reject(new Error('hunter2 again')) },
    },
    Counted: { context: (_root: unknown, _args: unknown, { number }: { number: number }) => number },
  };
}

async function* countTo(last: number): AsyncGenerator<{ counted: { value: number } }> {
  for (let value = 1; value <= last; value++) yield await Promise.resolve({ counted: { value } });
}

function signToken(key: CryptoKey, claims: TokenClaims): Promise<string> {
  const { role = 'CUSTOMER', issuer = 'cartwright', expiresInSeconds = 60, guest } = claims;
  const payload = { sid: 'session-1', role, ...(guest === undefined ? {} : { guest }) };
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'k1' })
    .setIssuer(issuer)
    .setAudience('cartwright')
    .setSubject('user-1')
    .setExpirationTime(Math.floor(Date.now() / 1000) + expiresInSeconds)
    .sign(key);
}

async function post(url: string, query: string, options: PostOptions): Promise<Answer> {
  const { token, sign = signSample, variables, extensions, headers: extra } = options;
  const body = JSON.stringify({ query, variables, extensions });
  const headers = new Headers({ 'content-type': 'application/json', ...extra });
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  const authorization = headers.get('authorization') ?? undefined;
  const target = { method: 'POST', authority: new URL(url).host, target: '/graphql' };
  const signature = sign?.({ ...target, authorization, body }) ?? {};
  for (const [name, value] of Object.entries(signature)) headers.set(name, value);
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Answer['body'],
  };
}
