import type { Attack, Finding } from '../attack.ts';
import { statusIs } from '../target/finding.ts';
import { openSocket } from '../target/graphql-over-socket.ts';
import { openStream, streamTypes, type StreamTransport } from '../target/graphql-over-stream.ts';
import { newGuest, placeOrder, type SignedIn } from '../target/people.ts';
import type { Target } from '../target/target.ts';
import { together } from '../target/together.ts';
import type WebSocket from 'ws';

/** Production's limits, and how many are tried. */
const mostConnections = 100;
const mostSilent = 50;
const mostOnOne = 50;
const mostOperations = 200;
const tried = 130;

interface Follower {
  readonly guest: SignedIn;
  /** A subscription that stays open. */
  readonly query: string;
}

async function followerOf({ newVisitor }: Target): Promise<Follower> {
  const guest = await newGuest(newVisitor());
  const { id } = await placeOrder(guest);
  return { guest, query: `subscription { orderStatusChanged(orderId: "${id}") { version } }` };
}

function atMost(most: number, open: number, all = tried): Finding {
  return { held: open > 0 && open <= most, got: `${open} of ${all}` };
}

function overHttp(transport: StreamTransport): Attack {
  return {
    name: `opens streams without end over ${transport}`,
    threat: 'API4',
    transport,
    expected: 'a hundred at most',
    run: async (target) => {
      const { guest, query } = await followerOf(target);
      const streams = await together(tried, () => openStream(guest, query, transport));
      for (const { close } of streams) close();
      return atMost(mostConnections, streams.filter(({ status }) => status === 200).length);
    },
  };
}

/** Runs something with sockets, as many as open. */
async function withSockets<Result>(
  count: number,
  open: () => Promise<WebSocket>,
  use: (sockets: readonly WebSocket[]) => Promise<Result> | Result,
): Promise<Result> {
  const sockets = (await together(count, () => open().catch(() => undefined))).filter(
    (socket) => socket !== undefined,
  );
  try {
    return await use(sockets);
  } finally {
    for (const socket of sockets) socket.terminate();
  }
}

/** How many of so many subscriptions on a socket are not refused. */
async function subscribedOn(socket: WebSocket, query: string, count: number): Promise<number> {
  const answered = new Map<string, boolean>();
  const { promise: all, resolve } = Promise.withResolvers<undefined>();
  socket.on('message', (data: Buffer) => {
    const { id, type } = JSON.parse(data.toString()) as { readonly id?: string; readonly type: string };
    if (id !== undefined && !answered.has(id)) answered.set(id, type === 'next');
    if (answered.size === count) resolve(undefined);
  });
  socket.once('close', () => resolve(undefined));
  for (let at = 0; at < count; at += 1)
    socket.send(JSON.stringify({ id: String(at), type: 'subscribe', payload: { query } }));
  await all;
  return [...answered.values()].filter(Boolean).length;
}

const overSockets: readonly Attack[] = [
  {
    name: 'opens streams without end over WebSocket',
    threat: 'API4',
    transport: 'WebSocket',
    expected: 'a hundred at most',
    run: async ({ newVisitor }) => {
      const guest = await newGuest(newVisitor());
      return withSockets(
        tried,
        () => openSocket(guest),
        (sockets) =>
          atMost(mostConnections, sockets.filter(({ readyState, OPEN }) => readyState === OPEN).length),
      );
    },
  },
  {
    name: 'opens sockets and says nothing on them',
    threat: 'API4',
    transport: 'WebSocket',
    expected: 'fifty at most',
    run: async ({ newVisitor }) => {
      const visitor = newVisitor();
      return withSockets(
        tried,
        () => openSocket(visitor, { isSilent: true }),
        (sockets) => atMost(mostSilent, sockets.length),
      );
    },
  },
  {
    name: 'subscribes without end on one socket',
    threat: 'API4',
    transport: 'WebSocket',
    expected: 'fifty at most',
    run: async (target) => {
      const { guest, query } = await followerOf(target);
      return withSockets(
        1,
        () => openSocket(guest),
        async ([socket]) =>
          atMost(mostOnOne, socket === undefined ? 0 : await subscribedOn(socket, query, 80), 80),
      );
    },
  },
  {
    name: 'subscribes without end on many sockets',
    threat: 'API4',
    transport: 'WebSocket',
    expected: 'two hundred at most',
    run: async (target) => {
      const { guest, query } = await followerOf(target);
      return withSockets(
        6,
        () => openSocket(guest),
        async (sockets) => {
          let open = 0;
          for (const socket of sockets) open += await subscribedOn(socket, query, 45);
          return atMost(mostOperations, open, 270);
        },
      );
    },
  },
];

const reserved: Attack = {
  name: 'reserves streams and opens none',
  threat: 'API4',
  transport: 'SSE',
  expected: 'a hundred at most',
  run: async ({ newVisitor }) => {
    const guest = await newGuest(newVisitor());
    const answers = await together(tried, () => guest.send('/graphql', { method: 'PUT' }));
    return atMost(mostConnections, answers.filter(({ status }) => status === 201).length);
  },
};

const stolen: Attack = {
  name: "sends an operation on another's reserved stream",
  threat: 'API1',
  transport: 'SSE',
  expected: '403',
  run: async ({ newVisitor }) => {
    const owner = await newGuest(newVisitor());
    const thief = await newGuest(newVisitor());
    const { body: token } = await owner.send('/graphql', { method: 'PUT' });
    const operation = { query: '{ me { id } }', extensions: { operationId: '1' } };
    const headers = { 'content-type': 'application/json', 'x-graphql-event-stream-token': token };
    return statusIs([403], await thief.send('/graphql', { headers, body: JSON.stringify(operation) }));
  },
};

/** More open at a time than one may have, on each transport. */
export const openStreamAttacks: readonly Attack[] = [
  ...(Object.keys(streamTypes) as StreamTransport[]).map(overHttp),
  ...overSockets,
  reserved,
  stolen,
];
