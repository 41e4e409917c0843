import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { domains } from '@cartwright/events';
import { createLogger } from '@cartwright/process';
import { startTestIssuer, type TestIssuer } from '@cartwright/testing';
import { parse } from 'graphql';
import { createGateway, type Gateway, type GatewayOptions } from '../app.ts';
import { readGatewayConfig } from '../config.ts';
import { toySdl } from './toy-store.ts';

/** The key that a test gateway signs with, whatever it calls. */
export const testKey = randomBytes(24).toString('hex');

const keyVariables = Object.fromEntries(domains.map((domain) => [`${domain.toUpperCase()}_KEY`, testKey]));

/** Addresses of the toy subgraphs' replicas, comma separated, and any other variable. */
export interface TestGatewayOptions extends Pick<GatewayOptions, 'resumePolicy' | 'drainTimeoutMs' | 'now'> {
  readonly accounts?: string;
  readonly products?: string;
  readonly orders?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A gateway on a free port. */
export interface TestGateway extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly url: string;
  readonly graphqlUrl: string;
  readonly webSocketUrl: string;
  readonly issuer: TestIssuer;
  readonly supergraphFile: string;
  /** Posts an operation. */
  post(body: object, headers?: Record<string, string>): Promise<Response>;
  /** Posts an operation and reads the answer. */
  run(query: string, variables?: object, headers?: Record<string, string>): Promise<TestResult>;
}

/** A GraphQL response. */
export interface TestResult {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
  extensions?: Record<string, unknown>;
}

/** Composes the toy store's schemas, with changes where given, and other subgraphs. */
export function composeToyStore(changes: Readonly<Record<string, string>> = {}): string {
  const services = Object.entries({ ...toySdl, ...changes }).map(([name, sdl]) => ({
    name,
    typeDefs: parse(sdl),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined)
    throw new AggregateError(errors, errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

/** Where nothing listens. */
const nowhere = 'http://127.0.0.1:9';

/** What a gateway needs around it. */
export interface TestEnvironment extends AsyncDisposable {
  readonly variables: Readonly<Record<string, string>>;
  readonly supergraphFile: string;
  readonly issuer: TestIssuer;
}

/** Makes a supergraph file and an issuer of tokens, and the variables that lead there. */
export async function testEnvironment(options: TestGatewayOptions): Promise<TestEnvironment> {
  const directory = await mkdtemp(join(tmpdir(), 'cartwright-gateway-'));
  const supergraphFile = join(directory, 'supergraph.graphql');
  await writeFile(supergraphFile, composeToyStore());
  const issuer = await startTestIssuer();
  return {
    variables: environment(options, supergraphFile, issuer.jwksUrl),
    supergraphFile,
    issuer,
    [Symbol.asyncDispose]: async () => {
      await issuer.stop();
      await rm(directory, { recursive: true });
    },
  };
}

/** Starts a gateway in front of toy subgraphs; a subgraph without an address is one that is down. */
export async function startTestGateway(options: TestGatewayOptions): Promise<TestGateway> {
  const {
    variables,
    supergraphFile,
    issuer,
    [Symbol.asyncDispose]: dispose,
  } = await testEnvironment(options);
  const { resumePolicy, drainTimeoutMs, now } = options;
  const gateway = await createGateway({
    config: readGatewayConfig(variables),
    logger: createLogger({ name: 'gateway', level: 'silent' }),
    ...(resumePolicy && { resumePolicy }),
    ...(drainTimeoutMs !== undefined && { drainTimeoutMs }),
    ...(now && { now }),
  });
  const { url } = await gateway.listen();
  const graphqlUrl = `${url}/graphql`;
  const post: TestGateway['post'] = (body, headers) =>
    fetch(graphqlUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  return {
    gateway,
    url,
    graphqlUrl,
    webSocketUrl: graphqlUrl.replace('http', 'ws'),
    issuer,
    supergraphFile,
    post,
    run: async (query, variables, headers) =>
      (await (await post({ query, variables }, headers)).json()) as TestResult,
    [Symbol.asyncDispose]: async () => {
      await gateway.close();
      await dispose();
    },
  };
}

function environment(
  { accounts = nowhere, products = nowhere, orders = nowhere, env = {} }: TestGatewayOptions,
  supergraphFile: string,
  jwksUrl: string,
): Record<string, string> {
  return {
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    PORT: '0',
    PUBLIC_URL: 'http://localhost:4000',
    REDIS_URL: `redis://gateway:${testKey}@127.0.0.1:9`,
    JWKS_URL: jwksUrl,
    ...keyVariables,
    ACCOUNTS_URL: accounts,
    PRODUCTS_URL: products,
    ORDERS_URL: orders,
    CARTS_URL: nowhere,
    PAYMENTS_URL: nowhere,
    NOTIFICATIONS_URL: nowhere,
    SUPERGRAPH_FILE: supergraphFile,
    ...env,
  };
}
