import { createLogger, Degraded } from '@cartwright/process';
import type { ViewerContext } from '@cartwright/identity';
import { describe, expect, it } from 'vitest';
import {
  signSample,
  startSampleSubgraph,
  type SampleOptions,
  type SampleSubgraph,
} from '../../../packages/subgraph/test/start-sample-subgraph.ts';
import { eventually } from '../testing/eventually.ts';
import { forwardedHeaders } from './forwarded-headers.ts';
import { LocalTransport } from './local-transport.ts';
import { NetworkTransport } from './network-transport.ts';
import type {
  SubgraphRequest,
  SubgraphResponse,
  SubgraphTransport,
  UpstreamEnd,
} from './subgraph-transport.ts';

const logger = createLogger({ name: 'gateway', level: 'silent' });
const connections = { connectTimeoutMs: 1_000, maxConnections: 4 };

/** Each way to a subgraph, by name. */
const ways = {
  'over the network': ({ url }, timeoutMs) =>
    new NetworkTransport({
      ...{ name: 'sample', urls: [url], sign: signSample, logger },
      ...{ ...connections, timeoutMs },
    }),
  'within the process': ({ subgraph: { local: subgraph } }, timeoutMs) =>
    new LocalTransport({ name: 'sample', subgraph, timeoutMs, logger }),
} satisfies Record<string, (sample: SampleSubgraph, timeoutMs: number) => SubgraphTransport>;

const unavailable = { errors: [{ extensions: { code: 'UNAVAILABLE' } }] };

describe.each(Object.entries(ways))('a subgraph %s', (_name, wayTo) => {
  async function start(options: SampleOptions & { readonly timeoutMs?: number } = {}) {
    const sample = await startSampleSubgraph(options);
    const transport = wayTo(sample, options.timeoutMs ?? 10_000);
    return {
      sample,
      transport,
      ask: (query: string, more: Partial<SubgraphRequest> = {}) =>
        transport.execute({ ...requestFor(query), ...more }),
      subscribe: (query: string, more: Partial<SubgraphRequest> = {}) =>
        subscribed(transport, { ...requestFor(query), ...more }),
      customer: () => customerOf(sample),
      [Symbol.asyncDispose]: async () => {
        sample.finishSlow();
        await transport.close();
        await sample.subgraph.close();
      },
    };
  }

  it('answers in the name of who asks, and nobody’s where nobody does', async () => {
    await using to = await start();
    expect(await to.ask('{ me { id role } }', await to.customer())).toEqual({
      data: { me: { id: 'user-1', role: 'CUSTOMER' } },
    });
    expect(await to.ask('{ me { id } }')).toEqual({ data: { me: null } });
  });

  it('takes variables, and representations of entities', async () => {
    await using to = await start();
    expect(
      await to.ask('query ($name: String!) { greeting(name: $name) }', { variables: { name: 'you' } }),
    ).toEqual({ data: { greeting: 'Hello, you' } });
    const representations = [{ __typename: 'Me', id: 'u', role: 'GUEST' }];
    const query =
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Me { id role } } }';
    expect(await to.ask(query, { variables: { representations } })).toEqual({
      data: { _entities: [{ id: 'u', role: 'GUEST' }] },
    });
  });

  it('gives errors as clients may see them, each at its place', async () => {
    await using to = await start();
    const { data, errors } = await to.ask('{ a: secretFailure b: expected }');
    expect(data).toEqual({ a: null, b: null });
    expect(errors).toMatchObject([
      { path: ['a'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
      { path: ['b'], message: 'Somebody else was faster.', extensions: { code: 'CONFLICT', retry: true } },
    ]);
    expect(JSON.stringify(errors)).not.toContain('hunter2');
  });

  it('refuses what is not in its schema', async () => {
    await using to = await start();
    expect(await to.ask('{ nothing }')).toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
  });

  it('is given up with whoever asked', async () => {
    await using to = await start();
    const asker = new AbortController();
    const answer = to.ask('{ slow }', { gone: asker.signal });
    await to.sample.slowStarted;
    asker.abort();
    expect(await answer).toMatchObject(unavailable);
  });

  it('is given up when it does not answer in time', async () => {
    await using to = await start({ timeoutMs: 100 });
    expect(await to.ask('{ slow }')).toMatchObject(unavailable);
  });

  it('answers what is under way when it stops, and nothing new', async () => {
    await using to = await start();
    const underWay = to.ask('{ slow }');
    await to.sample.slowStarted;
    const closing = to.sample.subgraph.close();
    await eventually(() => to.ask('{ me { id } }')).toMatchObject(unavailable);
    to.sample.finishSlow();
    expect(await underWay).toEqual({ data: { slow: 'done' } });
    await closing;
  });

  it('streams events, each executed afresh, and ends', async () => {
    await using to = await start();
    const { events, ended } = to.subscribe('subscription { counted(to: 3) { value context } }');
    expect(await ended).toEqual({ kind: 'completed' });
    expect(events.map(({ data }) => (data?.['counted'] as { value: number }).value)).toEqual([1, 2, 3]);
    expect(new Set(events.map(({ data }) => (data?.['counted'] as { context: number }).context)).size).toBe(
      3,
    );
  });

  it('says why it refuses a subscription, as clients may see it', async () => {
    await using to = await start();
    const broken = to.subscribe('subscription { broken }');
    await broken.ended;
    expect(broken.events).toMatchObject([{ errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] }]);
    expect(JSON.stringify(broken.events)).not.toContain('hunter2');
    const unknown = to.subscribe('subscription { unknown }');
    expect(await unknown.ended).toMatchObject({ kind: 'refused' });
    expect(unknown.events).toEqual([]);
  });

  it('lets go of what a subscription reads when its reader leaves', async () => {
    await using to = await start();
    const { leave, isOver } = to.subscribe('subscription { never }');
    await eventually(() => to.sample.logLines.join('')).toContain('operation that goes on');
    leave();
    await to.sample.neverEnded;
    expect(isOver()).toBe(false);
  });

  it('ends a subscription with the session of its token', async () => {
    await using to = await start();
    const { connected, ended } = to.subscribe('subscription { never }', await to.customer());
    await connected;
    to.sample.endSession();
    expect(await ended).toMatchObject({
      kind: 'refused',
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    await to.sample.neverEnded;
  });

  it('loses its subscriptions when it stops, so that they can be opened elsewhere', async () => {
    await using to = await start();
    const { connected, ended } = to.subscribe('subscription { never }');
    await connected;
    await to.sample.subgraph.close();
    expect(await ended).toMatchObject({ kind: 'lost' });
  });

  it('says how it is', async () => {
    await using well = await start({ readiness: { database: () => undefined } });
    expect(await well.transport.health()).toEqual({ isReady: true, degradedBy: undefined });
    const messaging = () => Promise.reject(new Degraded('messages wait'));
    await using worse = await start({ tolerates: { messaging } });
    expect(await worse.transport.health()).toEqual({
      isReady: true,
      degradedBy: 'messaging: messages wait',
    });
    await using ill = await start({ readiness: { database: () => Promise.reject(new Error('away')) } });
    expect(await ill.transport.health()).toEqual({ isReady: false });
  });
});

function requestFor(query: string): SubgraphRequest {
  return { query, variables: {}, forwarded: forwardedHeaders({}, '192.0.2.1') };
}

/** A customer's token, and who that is as the gateway has verified. */
async function customerOf({ token, subgraph }: SampleSubgraph) {
  const authorization = `Bearer ${await token()}`;
  const asker: ViewerContext = await subgraph.identity.verifyToken(authorization);
  return { asker, forwarded: forwardedHeaders({ authorization }, '192.0.2.1') };
}

function subscribed(transport: SubgraphTransport, request: SubgraphRequest) {
  const events: SubgraphResponse[] = [];
  const connected = Promise.withResolvers<undefined>();
  const ended = Promise.withResolvers<UpstreamEnd>();
  let isOver = false;
  const leave = transport.subscribe(request, {
    connected: () => connected.resolve(undefined),
    event: (response) => events.push(response),
    ended: (end) => {
      isOver = true;
      ended.resolve(end);
    },
  });
  return { events, connected: connected.promise, ended: ended.promise, leave, isOver: () => isOver };
}
