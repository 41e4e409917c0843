import { createLogger } from '@cartwright/process';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FakeTransport, versionedOperation } from '../testing/fake-transport.ts';
import { SharedUpstreams, type UpstreamRequest } from './shared-upstreams.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
const policy = { maxStartMs: 1_000, maxOutageMs: 5_000, delayMs: () => 100 };
const headers = { 'x-client-network': '192.0.2.1', authorization: 'Bearer one' };
const viewer = {
  id: 'u1',
  sessionId: 's1',
  role: 'CUSTOMER',
  permissions: [],
  expiresAt: new Date(0),
} as const;

let transport: FakeTransport;
let upstreams: SharedUpstreams;
let requests: number;

beforeEach(() => {
  vi.useFakeTimers();
  transport = new FakeTransport();
  upstreams = new SharedUpstreams();
  requests = 0;
});
afterEach(() => void vi.useRealTimers());

/** Each request has an id and a trace of its own, and comes from somewhere else. */
function open(changes: Partial<UpstreamRequest> = {}) {
  requests += 1;
  return upstreams.open({
    subgraph: 'orders',
    transport,
    operation: versionedOperation(),
    asker: { viewer },
    forwarded: {
      ...headers,
      'x-client-network': `192.0.2.${requests}`,
      'x-request-id': `r${requests}`,
      traceparent: `t${requests}`,
    },
    policy,
    logger,
    ...changes,
  });
}

type Events = ReturnType<typeof open>;

function give(index: number, ...versions: number[]) {
  const { observer } = transport.opened[index] ?? transport.latest;
  observer.connected();
  for (const version of versions) observer.event({ data: { version } });
}

async function versions(events: Events, count: number): Promise<unknown[]> {
  const seen: unknown[] = [];
  while (seen.length < count) seen.push((await events.next()).value?.data?.['version']);
  return seen;
}

it('opens one upstream for all who come before its first event', async () => {
  const both = [open(), open()] as const;
  expect(transport.opened).toHaveLength(1);
  give(0, 1, 2);
  expect(await Promise.all(both.map((one) => versions(one, 2)))).toEqual([
    [1, 2],
    [1, 2],
  ]);
});

it('gives who joins later a first state of their own, and then shares', async () => {
  const first = open();
  give(0, 1, 2);
  const second = open();
  expect(transport.opened).toHaveLength(2);
  give(1, 2);
  expect(transport.open).toEqual([transport.opened[1]]);
  give(1, 3);
  expect(await versions(first, 3)).toEqual([1, 2, 3]);
  expect(await versions(second, 2)).toEqual([2, 3]);
});

it('shares with who is behind once they have what they missed', async () => {
  const first = open();
  give(0, 5);
  const resumed = open({ operation: versionedOperation(true, 2) });
  expect(transport.latest.request.variables).toEqual({ version: 2 });
  give(1, 3, 4);
  expect(transport.open).toHaveLength(2);
  give(1, 5);
  expect(transport.open).toHaveLength(1);
  give(1, 6);
  expect(await versions(first, 2)).toEqual([5, 6]);
  expect(await versions(resumed, 4)).toEqual([3, 4, 5, 6]);
});

it('shares with who is ahead once the others have come as far', async () => {
  const first = open();
  give(0, 1);
  const ahead = open();
  give(1, 2);
  expect(transport.open).toHaveLength(2);
  give(0, 2);
  expect(transport.open).toHaveLength(1);
  give(1, 3);
  expect(await versions(first, 3)).toEqual([1, 2, 3]);
  expect(await versions(ahead, 2)).toEqual([2, 3]);
});

it('shares nothing after an event that says no version, which only one may have been given', () => {
  open();
  give(0, 1);
  transport.latest.observer.event({ errors: [{ message: 'no' }] });
  open();
  give(1, 1);
  expect(transport.open).toHaveLength(2);
});

it('stays open for others when one leaves, and is closed by the last', async () => {
  const [one, other] = [open(), open()] as const;
  give(0, 1);
  await one.return();
  give(0, 2);
  expect(await versions(other, 2)).toEqual([1, 2]);
  expect(transport.open).toHaveLength(1);
  await other.return();
  expect(transport.open).toHaveLength(0);
  open();
  expect(transport.opened).toHaveLength(2);
});

it('closes what all have left who shared it after they had joined', async () => {
  const one = open();
  give(0, 1);
  const other = open();
  give(1, 1);
  await other.return();
  expect(transport.open).toHaveLength(1);
  await one.return();
  expect(transport.open).toHaveLength(0);
});

it.each<[string, Partial<UpstreamRequest>]>([
  [
    'another token',
    { forwarded: { ...headers, authorization: 'Bearer two', 'x-request-id': 'r', traceparent: 't' } },
  ],
  ['no token', { forwarded: { 'x-client-network': '192.0.2.1', 'x-request-id': 'r', traceparent: 't' } }],
  ['a token that has ended', { asker: { viewer: null, tokenFault: 'REVOKED' } }],
  [
    'another language',
    { forwarded: { ...headers, 'accept-language': 'de', 'x-request-id': 'r', traceparent: 't' } },
  ],
  ['other variables', { operation: { ...versionedOperation(), topicVariables: { a: 2 } } }],
  ['another operation', { operation: { ...versionedOperation(), query: 'subscription { b }' } }],
  ['another subgraph', { subgraph: 'products' }],
])('never shares with %s', async (_name, changes) => {
  const own = open();
  const other = open(changes);
  expect(transport.opened).toHaveLength(2);
  give(0, 1);
  give(1, 1);
  expect(transport.open).toHaveLength(2);
  give(0, 2);
  await other.return();
  expect(await versions(own, 2)).toEqual([1, 2]);
});

it('does not share what cannot be resumed', () => {
  open({ operation: versionedOperation(false) });
  open({ operation: versionedOperation(false) });
  expect(transport.opened).toHaveLength(2);
});

it('resumes once for all, without gaps or duplicates', async () => {
  const first = open();
  give(0, 1);
  const second = open();
  give(1, 1, 2);
  transport.latest.observer.ended({ kind: 'lost', reason: 'killed' });
  vi.advanceTimersByTime(100);
  expect(transport.opened).toHaveLength(3);
  expect(transport.latest.request.variables).toEqual({ version: 2 });
  give(2, 2, 3);
  expect(await versions(first, 3)).toEqual([1, 2, 3]);
  expect(await versions(second, 3)).toEqual([1, 2, 3]);
});

it('takes over the connection of who joins while its own is lost', async () => {
  const first = open();
  give(0, 1);
  transport.latest.observer.ended({ kind: 'lost', reason: 'killed' });
  const second = open();
  give(1, 1);
  vi.advanceTimersByTime(1_000);
  expect(transport.opened).toHaveLength(2);
  give(1, 2);
  expect(await versions(first, 2)).toEqual([1, 2]);
  expect(await versions(second, 2)).toEqual([1, 2]);
});

it('interrupts who does not keep up, and no one else', async () => {
  const [slow, quick] = [open(), open()] as const;
  for (let version = 1; version <= 1_001; version += 1) {
    give(0, version);
    expect((await quick.next()).value?.data).toEqual({ version });
  }
  expect(transport.open).toHaveLength(1);
  await versions(slow, 1_000);
  await expect(slow.next()).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
  give(0, 2_000);
  expect(await versions(quick, 1)).toEqual([2_000]);
});

it('ends for all when the subgraph completes or refuses', async () => {
  const both = [open(), open()] as const;
  give(0, 1);
  transport.latest.observer.ended({ kind: 'completed' });
  for (const one of both) expect(await Array.fromAsync(one)).toEqual([{ data: { version: 1 } }]);
  const refused = [open(), open()] as const;
  expect(transport.opened).toHaveLength(2);
  const errors = [{ message: 'no' }];
  transport.latest.observer.ended({ kind: 'refused', errors });
  for (const one of refused) expect(await Array.fromAsync(one)).toEqual([{ errors }]);
});
