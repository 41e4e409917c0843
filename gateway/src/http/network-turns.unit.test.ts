import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { handleInTurns, NetworkTurns } from './network-turns.ts';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** Begins what is asked for, by a clock that stands still until it is moved. */
function startTurns(times = 1) {
  let nowMs = 0;
  const turns = new NetworkTurns(
    () => times,
    () => nowMs,
  );
  const begun: string[] = [];
  return {
    turns,
    ask: (address: string, count: number) => {
      for (let one = 0; one < count; one += 1) turns.begin(address, () => begun.push(address));
    },
    /** @returns how many of each were begun since the last time */
    begun: () => {
      const counts = Map.groupBy(begun.splice(0), (address) => address);
      return Object.fromEntries([...counts].map(([address, own]) => [address, own.length]));
    },
    pass: (ms: number) => (nowMs += ms),
  };
}

it('begins at once what a few ask for, and lets the crowd of an address wait while others come', async () => {
  const { turns, ask, begun } = startTurns();
  ask('192.0.2.1', 40);
  ask('192.0.2.2', 5);
  ask('198.51.100.1', 2);
  expect(begun()).toEqual({ '192.0.2.1': 16, '192.0.2.2': 5, '198.51.100.1': 2 });
  await nextTurn();
  turns.someoneComes();
  await nextTurn();
  expect(begun()).toEqual({});
  await nextTurn();
  expect(begun()).toEqual({ '192.0.2.1': 16 });
  await nextTurn();
  expect(begun()).toEqual({ '192.0.2.1': 8 });
});

it('lets the crowd of a whole network wait', async () => {
  const { ask, begun } = startTurns();
  for (let host = 1; host <= 200; host += 1) ask(`192.0.2.${host}`, 1);
  ask('198.51.100.1', 1);
  expect(Object.keys(begun())).toEqual([
    ...Array.from({ length: 24 }, (_, at) => `192.0.2.${at + 1}`),
    '198.51.100.1',
  ]);
  await nextTurn();
  await nextTurn();
  expect(Object.keys(begun())).toHaveLength(24);
});

it('leaves room in a network to who asks for little beside two that ask for much', async () => {
  const { ask, begun } = startTurns();
  ask('192.0.2.1', 200);
  ask('192.0.2.2', 200);
  ask('192.0.2.3', 1);
  expect(begun()).toEqual({ '192.0.2.1': 16, '192.0.2.2': 8 });
  await nextTurn();
  await nextTurn();
  expect(begun()).toEqual({ '192.0.2.1': 12, '192.0.2.2': 11, '192.0.2.3': 1 });
});

it('lets nobody wait long, however many come', async () => {
  const { turns, ask, begun, pass } = startTurns();
  ask('192.0.2.1', 40);
  await nextTurn();
  expect(begun()).toEqual({ '192.0.2.1': 16 });
  pass(100);
  turns.someoneComes();
  await nextTurn();
  expect(begun()).toEqual({ '192.0.2.1': 16 });
  pass(50);
  turns.someoneComes();
  await nextTurn();
  expect(begun()).toEqual({ '192.0.2.1': 4 });
});

it('has a network that asks for more than others wait with what is more alone', async () => {
  const { turns, ask, begun, pass } = startTurns();
  for (let window = 0; window < 5; window += 1) {
    ask('192.0.2.1', 20);
    turns.someoneComes();
    await nextTurn();
    pass(100);
    turns.someoneComes();
    await nextTurn();
  }
  expect(begun()).toEqual({ '192.0.2.1': 100 - 4 });
  await nextTurn();
  expect(begun()).toEqual({ '192.0.2.1': 4 });
});

it('begins more at once of a large network', () => {
  const { ask, begun } = startTurns(10);
  ask('192.0.2.1', 200);
  expect(begun()).toEqual({ '192.0.2.1': 160 });
});

it('begins as much of a large address, whoever of its network has asked before', () => {
  const begun: string[] = [];
  const turns = new NetworkTurns((address) => (address === '192.0.2.1' ? 10 : 1));
  for (const address of ['192.0.2.9', ...Array.from({ length: 200 }, () => '192.0.2.1')])
    turns.begin(address, () => begun.push(address));
  expect(begun).toHaveLength(161);
});

it('begins nothing before what its network has had to wait for', async () => {
  const { turns } = startTurns();
  const begun: number[] = [];
  const ask = (from: number, to: number) => {
    for (let one = from; one < to; one += 1) turns.begin('192.0.2.1', () => begun.push(one));
  };
  ask(0, 40);
  await nextTurn();
  ask(40, 60);
  for (let turn = 0; turn < 5; turn += 1) await nextTurn();
  expect(begun).toEqual(Array.from({ length: 60 }, (_, one) => one));
});

it.each([
  ['once nobody has come', 0, false],
  ['a moment later, whoever comes', 100, true],
])('lets a network begin as many again %s', async (_when, ms, someoneComes) => {
  const { turns, ask, begun, pass } = startTurns();
  ask('192.0.2.1', 16);
  await nextTurn();
  pass(ms);
  if (someoneComes) turns.someoneComes();
  await nextTurn();
  begun();
  ask('192.0.2.1', 16);
  expect(begun()).toEqual({ '192.0.2.1': 16 });
});

it('handles the request of somebody before most of a crowd that connected first', async () => {
  const server = createServer((request, response) => {
    handled.push(request.url);
    response.end();
  });
  const handled: (string | undefined)[] = [];
  handleInTurns(
    server,
    new NetworkTurns(
      () => 1,
      () => 0,
    ),
    ({ url = '' }) => url.slice(1),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const ask = async (address: string): Promise<void> => {
    const socket = connect(port, '127.0.0.1');
    socket.write(`GET /${address} HTTP/1.1\r\nhost: shop.example\r\nconnection: close\r\n\r\n`);
    await once(socket.resume(), 'close');
  };
  await Promise.all([...Array.from({ length: 300 }, () => ask('192.0.2.1')), ask('198.51.100.1')]);
  server.close();
  expect(handled).toHaveLength(301);
  expect(handled.indexOf('/198.51.100.1')).toBeLessThan(100);
});
