import type { Socket } from 'node:net';
import type { Attack } from '../attack.ts';
import { newGuest } from '../target/people.ts';
import { openConnection } from '../target/raw-connection.ts';
import { frameBytes, upgradeByHand } from '../target/raw-websocket.ts';
import { until } from '../target/until.ts';
import type { Visitor } from '../target/visitor.ts';

/** Descriptions of so many products, each 45 times: half a megabyte of a hundred, which costs as much as a page of products. */
const descriptions = (products: number): string =>
  `{ products(first: ${products}) { nodes { ${Array.from({ length: 45 }, (_, at) => `a${at}: description`).join(' ')} } } }`;
/** As much as is more than what may wait and what the kernel holds, together; at once fewer than may wait on a connection. */
const large = descriptions(100);
const asked = 30;
const askedAtOnce = 45;
const json = { 'content-type': 'application/json' };
/** Less than it takes until a socket is cut off that answers no ping. */
const mostMs = 20_000;

const overHttp: Attack = {
  name: 'asks for a lot over HTTP and reads nothing',
  threat: 'API4',
  transport: 'TCP',
  expected: 'the connection is closed',
  run: async ({ newVisitor }) => {
    const visitor = newVisitor();
    const socket = openConnection(visitor);
    socket.write(requestFor(visitor).repeat(askedAtOnce));
    const isClosed = await isClosedSoon(socket, Buffer.from('\r\n'));
    return { held: isClosed, got: isClosed ? 'it is closed' : 'it goes on' };
  },
};

/** Whoever does not read learns that a connection is closed by writing on it. @param harmless what changes nothing */
async function isClosedSoon(socket: Socket, harmless: Uint8Array): Promise<boolean> {
  const isClosed = await until(
    () => {
      socket.write(harmless);
      return socket.destroyed;
    },
    (isOver) => isOver,
    mostMs,
  );
  socket.destroy();
  return isClosed;
}

function requestFor({ url }: Visitor): string {
  const body = JSON.stringify({ query: large });
  const head = [
    'POST /graphql HTTP/1.1',
    `Host: ${new URL(url).host}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

const overSse: Attack = {
  name: 'asks for a lot over SSE and reads nothing',
  threat: 'API4',
  transport: 'SSE',
  expected: 'the stream ends',
  run: async ({ newVisitor }) => {
    const guest = await newGuest(newVisitor());
    const { body: token } = await guest.send('/graphql', { method: 'PUT' });
    const stream = openConnection(guest);
    stream.write(
      `GET /graphql?token=${token} HTTP/1.1\r\nHost: ${new URL(guest.url).host}\r\nAccept: text/event-stream\r\n\r\n`,
    );
    const ask = async (operationId: string, query: string): Promise<number> => {
      const body = JSON.stringify({ query, extensions: { operationId } });
      const headers = { ...json, 'x-graphql-event-stream-token': token };
      return (await guest.send('/graphql', { headers, body })).status;
    };
    for (let at = 0; at < asked; at += 1) await ask(`large ${at}`, large);
    let probes = 0;
    const status = await until(
      () => ask(`probe ${(probes += 1)}`, '{ __typename }'),
      (answer) => answer === 404,
      mostMs,
    );
    stream.destroy();
    return { held: status === 404, got: status === 404 ? 'it ended' : `it goes on: ${status}` };
  },
};

const overSocket: Attack = {
  name: 'asks for a lot over WebSocket and reads nothing',
  threat: 'API4',
  transport: 'WebSocket',
  expected: 'the socket is closed',
  run: async ({ newVisitor }) => {
    const socket = await upgradeByHand(newVisitor());
    const messages = [
      { type: 'connection_init' },
      ...Array.from({ length: asked }, (_, at) => ({
        id: String(at),
        type: 'subscribe',
        payload: { query: large },
      })),
    ];
    for (const message of messages)
      socket.write(frameBytes({ opcode: 1, payload: Buffer.from(JSON.stringify(message)) }));
    const isClosed = await isClosedSoon(socket, frameBytes({ opcode: 10 }));
    return { held: isClosed, got: isClosed ? 'it is closed' : 'it goes on' };
  },
};

/** Clients that ask and do not read, so that what they were answered waits in the gateway (CWE-400: slow read). */
export const slowReaderAttacks: readonly Attack[] = [overHttp, overSse, overSocket];
