import type { Attack } from '../attack.ts';
import WebSocket from 'ws';
import { openSocket } from '../target/graphql-over-socket.ts';
import { readUntilClosed } from '../target/raw-connection.ts';
import { closeCodeIn, frameBytes, upgradeByHand, type Frame } from '../target/raw-websocket.ts';
import type { Target } from '../target/target.ts';
import { writeOn } from '../target/write-on.ts';

const text = 1;
const binary = 2;
const continuation = 0;
const ping = 9;
const init = Buffer.from(JSON.stringify({ type: 'connection_init' }));

interface Broken {
  readonly frames: readonly Frame[];
  /** With which codes the socket may be closed. */
  readonly codes: readonly number[];
}

/** What no client may send: https://www.rfc-editor.org/rfc/rfc6455#section-5 */
const broken: Readonly<Record<string, Broken>> = {
  'a frame without a mask': { frames: [{ opcode: text, payload: init, isMasked: false }], codes: [1002] },
  'a frame that says that it is compressed': {
    frames: [{ opcode: text, payload: init, reserved: 4 }],
    codes: [1002],
  },
  'a frame of no kind': { frames: [{ opcode: 3, payload: init }], codes: [1002] },
  'a long ping': { frames: [{ opcode: ping, payload: Buffer.alloc(126) }], codes: [1002] },
  'a ping in parts': { frames: [{ opcode: ping, isLast: false }], codes: [1002] },
  'the end of nothing': { frames: [{ opcode: continuation, payload: init }], codes: [1002] },
  'a message within a message': {
    frames: [
      { opcode: text, payload: init, isLast: false },
      { opcode: text, payload: init },
    ],
    codes: [1002],
  },
  'text that is not UTF-8': { frames: [{ opcode: text, payload: Buffer.from([0xff, 0xfe]) }], codes: [1007] },
  'bytes instead of text': { frames: [{ opcode: binary, payload: init }], codes: [1003, 4400] },
  'a frame that is said to be endless': {
    frames: [{ opcode: text, payload: init, saidLength: 0x7f_ff_ff_ff_ff_ff_ff_ffn }],
    codes: [1009],
  },
  'more than 64 KiB in parts': {
    frames: Array.from({ length: 20 }, (_, at) => ({
      opcode: at === 0 ? text : continuation,
      payload: Buffer.alloc(5_000, 32),
      isLast: false,
    })),
    codes: [1009],
  },
  'a message in a thousand parts': {
    frames: Array.from({ length: 1_000 }, (_, at) => ({
      opcode: at === 0 ? text : continuation,
      payload: Buffer.from(' '),
      isLast: false,
    })),
    codes: [1008, 1009],
  },
};

const frames: readonly Attack[] = Object.entries(broken).map(([what, { frames: sent, codes }]) => ({
  name: `sends on a socket ${what}`,
  threat: 'API4',
  transport: 'WebSocket',
  expected: `closed with ${codes.join(' or ')}`,
  run: async ({ newVisitor }) => {
    const socket = await upgradeByHand(newVisitor());
    socket.write(Buffer.concat(sent.map(frameBytes)));
    const isEnough = (answer: string): boolean => closeCodeIn(answer) !== undefined;
    const { text: answer, isClosed } = await readUntilClosed(socket, 2_000, isEnough);
    const code = closeCodeIn(answer);
    return {
      held: code !== undefined && codes.includes(code),
      got: code === undefined ? (isClosed ? 'closed' : 'it goes on') : `closed with ${code}`,
    };
  },
}));

/** What a socket is closed with when it is sent these messages; undefined when it is not within two seconds. */
async function closedWith(
  { newVisitor }: Target,
  { messages, protocol }: { readonly messages: readonly string[]; readonly protocol?: string },
): Promise<number | undefined> {
  const socket = await upgradeByHand(newVisitor(), protocol);
  socket.write(Buffer.concat(messages.map((one) => frameBytes({ opcode: text, payload: Buffer.from(one) }))));
  const isClosed = (text: string): boolean => closeCodeIn(text) !== undefined;
  return closeCodeIn((await readUntilClosed(socket, 4_000, isClosed)).text);
}

const connectionInit = '{"type":"connection_init"}';
const subscribe = '{"id":"1","type":"subscribe","payload":{"query":"{ shop { currencies } }"}}';

/** https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md */
const protocolBreaks: Readonly<
  Record<string, { readonly messages: readonly string[]; readonly protocol?: string; readonly code: number }>
> = {
  'an operation before saying who they are': { messages: [subscribe], code: 4401 },
  'who they are, twice': { messages: [connectionInit, connectionInit], code: 4429 },
  'nothing at all': { messages: [], code: 4408 },
  'what is no message': { messages: [connectionInit, '{"type":"__proto__"}'], code: 4400 },
  'the messages of another protocol': { messages: [connectionInit], protocol: 'graphql-ws', code: 4406 },
};

const protocols: readonly Attack[] = Object.entries(protocolBreaks).map(([what, { code, ...sent }]) => ({
  name: `says on a socket ${what}`,
  threat: 'API2',
  transport: 'WebSocket',
  expected: `closed with ${code}`,
  run: async (target) => {
    const got = await closedWith(target, sent);
    return { held: got === code, got: got === undefined ? 'it goes on' : `closed with ${got}` };
  },
}));

const floodMs = 3_000;
const framesAtOnce = 500;
const mostSent = 50_000;

/** Sends as much as the server takes, and reads nothing. @returns how many went out, and whether that was its end */
async function flood(
  { newVisitor }: Target,
  frame: Frame,
): Promise<{ readonly sent: number; readonly isClosed: boolean }> {
  const socket = await upgradeByHand(newVisitor());
  socket.pause();
  const many = Buffer.concat(Array(framesAtOnce).fill(frameBytes(frame)) as Buffer[]);
  socket.write(frameBytes({ opcode: text, payload: init }));
  const bounds = { mostTimes: (2 * mostSent) / framesAtOnce, mostMs: floodMs };
  const { times, isClosed } = await writeOn(socket, many, bounds);
  socket.destroy();
  return { sent: times * framesAtOnce, isClosed };
}

const floods: Readonly<Record<string, Frame>> = {
  pings: { opcode: ping, payload: Buffer.alloc(125) },
  'messages of the protocol': {
    opcode: text,
    payload: Buffer.from(JSON.stringify({ type: 'ping', payload: { text: ' '.repeat(1_000) } })),
  },
};

const flooding: readonly Attack[] = Object.entries(floods).map(([what, frame]) => ({
  name: `floods a socket with ${what} and reads no answer`,
  threat: 'API4',
  transport: 'WebSocket',
  expected: 'the socket is closed, or takes no more',
  run: async (target) => {
    const { sent, isClosed } = await flood(target, frame);
    return { held: sent < mostSent, got: `${sent} taken${isClosed ? ', and closed' : ''}` };
  },
}));

const pauseless: Readonly<Record<string, Frame>> = {
  messages: { opcode: text, payload: Buffer.from('{"type":"ping"}') },
  pings: { opcode: ping, payload: Buffer.alloc(0) },
};

const chatter: readonly Attack[] = Object.entries(pauseless).map(([what, frame]) => ({
  name: `sends ${what} on a socket without a pause`,
  threat: 'API4',
  transport: 'WebSocket',
  expected: 'closed with 4429',
  run: async ({ newVisitor }) => {
    const socket = await upgradeByHand(newVisitor());
    socket.write(frameBytes({ opcode: text, payload: init }));
    socket.write(Buffer.concat(Array(5_000).fill(frameBytes(frame)) as Buffer[]));
    const isClosed = (answer: string): boolean => closeCodeIn(answer) !== undefined;
    const code = closeCodeIn((await readUntilClosed(socket, 4_000, isClosed)).text);
    return { held: code === 4429, got: code === undefined ? 'it goes on' : `closed with ${code}` };
  },
}));

/** Fewer than a socket carries at a time. */
const lanes = 20;

const operations: Attack = {
  name: 'sends operations on a socket without a pause',
  threat: 'API4',
  transport: 'WebSocket',
  expected: 'no more than one may, as over HTTP',
  run: async ({ newNetwork }) => {
    const socket = await openSocket(newNetwork()(1));
    const count = 500;
    let sent = 0;
    let through = 0;
    let refused = 0;
    const startedAt = performance.now();
    const { promise: all, resolve } = Promise.withResolvers<undefined>();
    const send = (): void => {
      if (sent === count || socket.readyState !== WebSocket.OPEN) return;
      sent += 1;
      socket.send(
        JSON.stringify({ id: String(sent), type: 'subscribe', payload: { query: '{ __typename }' } }),
      );
    };
    socket.on('message', (data: Buffer) => {
      const { type } = JSON.parse(data.toString()) as { readonly type: string };
      if (type === 'next') through += 1;
      if (type === 'error') refused += 1;
      if (through + refused === count) resolve(undefined);
      if (type !== 'next') send();
    });
    socket.once('close', () => resolve(undefined));
    for (let lane = 0; lane < lanes; lane += 1) send();
    await all;
    socket.terminate();
    const seconds = (performance.now() - startedAt) / 1_000;
    return { held: through > 0 && through <= 200 + 100 * seconds, got: `${through} of ${count}` };
  },
};

/** Bytes on a WebSocket that are no messages, or too many. */
export const rawSocketAttacks: readonly Attack[] = [
  ...frames,
  ...protocols,
  ...flooding,
  ...chatter,
  operations,
];
